using System;
using System.IO;
using System.Linq;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>Mutated ONNX files are read or refused with an ImportException, within a memory of a few times their size.</summary>
public class OnnxMutationTests
{
    private const int Seed = 21;

    // For the exceptions, what a first call sets up, and the shape arithmetic that even a small file may do.
    private const long FixedBytes = 2_000_000;
    private const long BytesPerByte = 60;

    [Fact]
    public void Mutated_files_are_read_or_refused()
    {
        byte[][] originals = OnnxFixture.Names.Select(n => File.ReadAllBytes(new OnnxFixture(n).ModelPath)).ToArray();
        var random = new Random(Seed);
        int refused = 0;
        for (int i = 0; i < FileMutations.Count; i++)
        {
            if (!AssertBounded(FileMutations.Mutate(originals[i % originals.Length], random, FileMutations.Binary))) refused++;
        }
        Assert.InRange(refused, FileMutations.Count / 10, FileMutations.Count);
    }

    [Fact]
    public void Many_empty_messages_take_bounded_memory()
    {
        foreach (int field in new[] { 1, 5, 11, 12, 15 })
        {
            byte[] graph = Enumerable.Range(0, 500_000).SelectMany(_ => new byte[] { (byte)(field << 3 | 2), 0 }).ToArray();
            AssertBounded(new Wire().Number(1, 7).Bytes(7, graph).ToArray());
        }
    }

    [Fact]
    public void Small_tensors_that_expand_take_bounded_memory()
    {
        OnnxWriter file = OnnxWriter.Gru().Integers("size", 2_000, 2_000, 2_000).Node("ConstantOfShape", ["size"], ["big"]).Output("big");
        Assert.Contains("far larger than what the file holds", Read.Refusal(file.ToArray()).Reason);
        AssertBounded(file.ToArray());
    }

    /// <summary>True when the file was read.</summary>
    private static bool AssertBounded(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? exception = Record.Exception(() => Read.Model(file));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (exception is not null) Assert.IsType<ImportException>(exception);
        Assert.InRange(allocated, 0, FixedBytes + BytesPerByte * file.Length);
        return exception is null;
    }
}
