using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Planning.Device;
using EmbeddedRnn.Testing;
using Xunit;

namespace EmbeddedRnn.Device.Tests;

/// <summary>The planned bytes of the heap against the arrays that a class and its instance really have.</summary>
public class HeapTests
{
    private const int Block = 12;

    [Fact]
    public void Every_array_has_a_head_and_whole_blocks()
    {
        Model gru = RandomModels.Create(CellOptions.Gru(ResetPosition.After), 13, 24, 1);
        DevicePlanReport plan = DeviceCompiler.Plan(ClassTarget.Parse("A.B"), gru, new DeviceOptions { Shape = DeviceShape.Rolled });
        // Rows of 38, 38, 14 and 25 values behind heads of 20 bytes, each with a reference, and the four arrays of those.
        Assert.Equal(24 * (180 + 180 + 84 + 120) + 4 * (20 + (24 * Block) + 4), plan.SharedHeapBytes);
        Assert.Equal((20 + (24 * 38 * 4) + Block - 1) / Block * Block, plan.LoadingHeapBytes);
        Assert.Equal((2 * Block) + 120, plan.InstanceHeapBytes);
    }

    [Fact]
    public void Planned_bytes_are_those_of_the_arrays()
    {
        (Model, DeviceOptions?)[] classes =
        [
            .. Enumerable.Range(1, 40).Select(seed => RandomNetworks.Create(seed)).Select((model, i) => (model, (DeviceOptions?)new DeviceOptions { Shape = Shapes.ByTurns(i), CountMacs = i % 3 == 0, IlBudget = 64 * 1024 })),
            .. QuantisedModels.Gated(8).Select((model, i) => (model, (DeviceOptions?)new DeviceOptions { Weights = QuantisedModels.Formats[i % 2], Shape = i % 3 == 0 ? null : DeviceShape.Rolled })),
        ];
        int some = 0;
        foreach (((Model model, DeviceOptions? options), Type type) in classes.Zip(DeviceClasses.Compile(classes)))
        {
            DevicePlanReport plan = DeviceCompiler.Plan(ClassTarget.Parse("A.B"), model, options);
            Assert.Equal((model.Name, OfFields(type, null)), (model.Name, plan.SharedHeapBytes));
            const int steps = 3;
            object instance = model.CanStream ? Activator.CreateInstance(type)! : Activator.CreateInstance(type, steps)!;
            int fields = Fields(type, instance).Count();
            int planned = plan.InstanceHeapBytes + (model.CanStream ? 0 : steps * plan.SequenceHeapBytes);
            // Each buffer of a sequence may end in the block in which its head does, or in another.
            Assert.InRange((Block * (1 + fields)) + OfFields(type, instance) - planned, model.CanStream ? 0 : -Block * fields, model.CanStream ? 0 : Block * fields);
            some += plan.SharedHeapBytes > 0 ? 1 : 0;
        }
        Assert.True(some > 20);
    }

    private static IEnumerable<FieldInfo> Fields(Type type, object? instance) =>
        type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | (instance is null ? BindingFlags.Static : BindingFlags.Instance)).Where(field => !field.IsLiteral);

    private static int OfFields(Type type, object? instance) => Fields(type, instance).Select(field => field.GetValue(instance)).OfType<Array>().Sum(OfArray);

    private static int OfArray(Array array) =>
        (20 + (array.Length * OfElement(array)) + Block - 1) / Block * Block + array.OfType<Array>().Sum(OfArray);

    private static int OfElement(Array array) => array switch
    {
        float[] or int[] => 4,
        short[] => 2,
        sbyte[] => 1,
        _ => Block,
    };
}
