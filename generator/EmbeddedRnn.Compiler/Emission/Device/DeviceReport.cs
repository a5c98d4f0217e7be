using System;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Stages;
using EmbeddedRnn.Compiler.Planning.Device;
using EmbeddedRnn.Compiler.Planning.Device.Il;

namespace EmbeddedRnn.Compiler.Emission.Device;

/// <summary>The report of a class whose layers have their shapes.</summary>
internal static class DeviceReport
{
    public static DevicePlanReport Of(DeviceClass made)
    {
        DevicePlan plan = made.Plan;
        MethodSize Method(string name) => made.Size.Methods.First(m => m.Name == name).Size;
        MethodSize entry = Method(plan.Streams ? "Step" : "Run");
        return new DevicePlanReport
        {
            ClassName = plan.Target.Name,
            IlBudget = plan.Options.IlBudget,
            IlBytes = made.IlBytes,
            StaticBytes = made.Size.StaticBytes,
            StaticArrays = made.Size.StaticArrays,
            SharedHeapBytes = made.Size.SharedHeapBytes,
            LoadingHeapBytes = made.Size.LoadingHeapBytes,
            InstanceHeapBytes = InstanceHeap(plan),
            SequenceHeapBytes = sizeof(float) * plan.Buffers.Where(b => b.WholeSequence).Sum(b => b.Width),
            StackBytes = HeapSize.Slot * made.Size.Methods.Max(m => m.Size.Deepest),
            Macs = plan.Model.MacsPerStep,
            LeastMacs = plan.Stages.Sum(stage => stage.LeastMacs),
            Dense = Work(entry, e => e.Open),
            Half = Work(entry, e => e.Half),
            Least = Work(entry, e => e.Closed),
            Stages = plan.Stages.Select(stage =>
            {
                MethodSize method = Method(stage.Name);
                return new DeviceStageReport(
                    stage.Name, stage.Description, stage.ShapeDescription, method.Bytes, DeviceClass.Measure(plan, stage, out _).StaticBytes, stage.Macs,
                    Work(method, e => e.Open), Work(method, e => e.Half), Work(method, e => e.Closed));
            }).ToArray(),
            Methods = made.Size.Methods.Select(m => new DeviceMethodReport(m.Name, m.Size.Bytes, m.Size.LongestBranch, m.Size.Locals, m.Size.Stack)).ToArray(),
        };
    }

    // A buffer for a whole sequence has its head here, and its values for each step.
    private static int InstanceHeap(DevicePlan plan)
    {
        int[] arrays = plan.Buffers.Select(b => b.WholeSequence ? 0 : b.Width).Concat(plan.IntegerBuffers.Select(b => b.Width)).Concat(plan.Stages.SelectMany(stage => stage.Arrays.Select(a => a.Length))).ToArray();
        int numbers = (plan.Streams ? 0 : 1) + (plan.Options.CountMacs ? 2 : 0);
        return HeapSize.OfObject(arrays.Length + numbers) + arrays.Sum(length => HeapSize.OfArray(length, sizeof(float)));
    }

    private static DeviceWork Work(MethodSize method, Func<Executions, double> of) => new(of(method.Executed), of(method.Nanoseconds));
}
