using System;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;

namespace EmbeddedRnn.Parity.Tests;

/// <summary>Which kernel a processor gets, and whether an instruction set that was to be switched off really is.</summary>
[Trait("Category", "InstructionSets")]
public class InstructionSetTests
{
    private static readonly string SwitchedOff = Environment.GetEnvironmentVariable("EMBEDDEDRNN_SWITCHED_OFF") ?? "";

    [Fact]
    public void WhatWasToBeSwitchedOffIsOff()
    {
        switch (SwitchedOff)
        {
            case "":
                break;
            case "EnableAVX512":
                Assert.False(Avx512F.IsSupported);
                Assert.False(Vector512.IsHardwareAccelerated);
                break;
            case "EnableAVX2":
                Assert.False(Avx2.IsSupported);
                Assert.False(Fma.IsSupported);
                Assert.False(Vector256.IsHardwareAccelerated);
                break;
            case "EnableHWIntrinsic":
                Assert.False(Sse42.IsSupported);
                Assert.False(Fma.IsSupported);
                Assert.False(Vector256.IsHardwareAccelerated);
                break;
            default:
                Assert.Fail($"there is no check for '{SwitchedOff}'");
                break;
        }
    }

    [Fact]
    public void TheWidestAcceleratedKernelIsSelected()
    {
        Kernel expected = Vector512.IsHardwareAccelerated ? Kernel.Vector512
            : Vector256.IsHardwareAccelerated ? Kernel.Vector256
            : Vector128.IsHardwareAccelerated ? Kernel.Vector128
            : Kernel.Scalar;
        Assert.Equal(expected, TanhCell.Kernel);
        Assert.Equal(expected, ManyBlocksCell.Kernel);
        Assert.Equal(expected, FullLstmCell.Kernel);
    }

    [Fact]
    public void StepRunsTheSelectedKernel()
    {
        CellCase cell = CellCase.Create("GRU of many blocks");
        Engine named = GeneratedClasses.Engine(cell.Model, ManyBlocksCell.Kernel);
        var input = new float[cell.Model.InputSize];
        var actual = new float[cell.Model.OutputSize];
        var expected = new float[cell.Model.OutputSize];
        var random = new Random(3);
        for (int t = 0; t < 50; t++)
        {
            for (int i = 0; i < input.Length; i++) input[i] = 2 * random.NextSingle() - 1;
            cell.Cell.Step(input, actual);
            named.Step(input, expected);
            Assert.Equal(expected, actual);
        }
    }
}
