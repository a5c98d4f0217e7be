using System;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>Mutated files are read or refused with an ImportException, within a memory of a few times their size.</summary>
public partial class MutationTests
{
    private const int Seed = 20;

    // For the exceptions themselves and what a first call sets up.
    private const long FixedBytes = 200_000;
    // A JSON document's index takes up to 8 bytes a byte, and as much again each time that it grew.
    private const long BytesPerByte = 30;

    [Fact]
    public void Mutated_safetensors_are_read_or_refused() =>
        AssertReadOrRefused([TorchFile.Gru("encoder.").ToArray(), TorchFile.ProjectedLstm().ToArray(), TorchFile.Rnn(dtype: "F16").ToArray()]);

    [Fact]
    public void Mutated_model_text_is_read_or_refused() =>
        AssertReadOrRefused([System.Text.Encoding.UTF8.GetBytes(ModelText.Write(Read.Model(TorchFile.Gru())))]);

    public static TheoryData<string> JsonTexts => new(JsonFiles.All);

    [Theory, MemberData(nameof(JsonTexts))]
    public void Mutated_json_is_read_or_refused(string json) => AssertReadOrRefused([JsonFiles.Bytes(json)]);

    [Theory, MemberData(nameof(JsonTexts))]
    public void Json_with_other_values_is_read_or_refused(string json)
    {
        var random = new Random(Seed);
        Match[] values = JsonValue().Matches(json).Concat(JsonList().Matches(json)).ToArray();
        for (int i = 0; i < FileMutations.Count; i++)
        {
            Match value = values[random.Next(values.Length)];
            AssertBounded(JsonFiles.Bytes(json[..value.Index] + OtherValues[random.Next(OtherValues.Length)] + json[(value.Index + value.Length)..]));
        }
    }

    [Theory]
    [InlineData("{\"in_shape\": [1], \"layers\": [{\"type\": \"dense\", \"shape\": [1], \"weights\": [[", "[1],", "[1]]]}]}")]
    [InlineData("{\"in_shape\": [1], \"layers\": [", "{\"type\":\"activation\",\"activation\":\"tanh\",\"shape\":[1],\"weights\":[]},", "{}]}")]
    [InlineData("{\"in_shape\": [1], \"layers\": [], \"a\": [", "[],", "0]}")]
    [InlineData("{\"in_shape\": [1], \"layers\": [], \"a\": [", "{},", "0]}")]
    [InlineData("{\"architecture\": \"LSTM\", \"config\": {\"input_size\":1,\"hidden_size\":1,\"num_layers\":1}, \"weights\": [", "0,", "0]}")]
    [InlineData("{\"architecture\": \"LSTM\", \"config\": {}, \"weights\": [", "NaN,", "0]}")]
    [InlineData("{\"in_shape\": [3], \"input_batch\": [", "1,", "1]}")]
    public void A_long_list_takes_bounded_memory(string start, string repeated, string end) =>
        AssertBounded(JsonFiles.Bytes(start + string.Concat(Enumerable.Repeat(repeated, 100_000)) + end));

    [Fact]
    public void An_object_of_many_members_takes_bounded_memory() =>
        AssertBounded(JsonFiles.Bytes($"{{{string.Join(",", Enumerable.Range(0, 100_000).Select(i => $"\"{i}\":0"))}}}"));

    [Fact]
    public void A_first_row_that_promises_much_takes_bounded_memory() => AssertBounded(JsonFiles.Bytes(
        $"{{\"a.weight_ih\": [[{string.Concat(Enumerable.Repeat("0,", 1000))}0], {string.Concat(Enumerable.Repeat("[],", 100_000))}[]], \"a.weight_hh\": [[0]]}}"));

    [Fact]
    public void A_header_of_many_small_entries_takes_bounded_memory()
    {
        string entries = string.Join(",", Enumerable.Range(0, 20_000).Select(i => SafetensorsWriter.Entry($"{i}", "F32", "[0]", 0, 0)));
        AssertBounded(SafetensorsWriter.File($"{{{entries}}}", []));
    }

    [Fact]
    public void A_header_of_one_long_shape_takes_bounded_memory() =>
        AssertBounded(SafetensorsWriter.File($"{{{SafetensorsWriter.Entry("a", "F32", $"[{string.Join(",", Enumerable.Repeat("1", 200_000))}]", 0, 4)}}}", new byte[4]));

    private static void AssertReadOrRefused(byte[][] originals)
    {
        var random = new Random(Seed);
        int refused = 0;
        for (int i = 0; i < FileMutations.Count; i++)
        {
            if (!AssertBounded(FileMutations.Mutate(originals[i % originals.Length], random, FileMutations.Text))) refused++;
        }
        Assert.InRange(refused, FileMutations.Count / 4, FileMutations.Count);
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

    private static readonly string[] OtherValues =
        ["null", "true", "0", "-1", "1.5", "7", "2147483647", "1e39", "-1e400", "9223372036854775808", "NaN", "-Infinity", "\"\"", "\"x\"", "[]", "[1]", "[[1]]", "{}", "{\"a\":1}"];

    [GeneratedRegex("""-?[0-9][0-9.]*|"[^"]*"|null|true""")]
    private static partial Regex JsonValue();

    /// <summary>An innermost list.</summary>
    [GeneratedRegex("""\[[^\[\]]*\]""")]
    private static partial Regex JsonList();
}
