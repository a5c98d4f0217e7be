using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.Tracing;
using System.Linq;
using System.Reflection.Emit;
using System.Threading;

namespace EmbeddedRnn.Benching;

/// <summary>
/// Hears from the runtime how well it compiled each method that is compiled while this exists: the guard against measuring code
/// that has not been optimised yet, or that is too long for the optimiser.
/// </summary>
public sealed class JitWatch : EventListener
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords JitKeyword = (EventKeywords)0x10;

    private const string Marker = "EmbeddedRnnJitWatch";

    /// <summary>How long the runtime may take to hand its events over; usually a tenth of a second.</summary>
    private static readonly TimeSpan Delivery = TimeSpan.FromSeconds(10);

    private static readonly string[] Measured = ["EmbeddedRnn.", "Generated.", "System.Numerics.Tensors."];
    private static readonly string[] Measuring = [.. new[] { typeof(JitWatch), typeof(Measurement), typeof(Contender) }.Select(type => type.FullName!)];

    private readonly ManualResetEventSlim delivered = new();
    private readonly ConcurrentDictionary<ulong, (string Name, Tier Tier)> methods = new();

    /// <summary>What stands in the flags of the runtime's event MethodLoadVerbose.</summary>
    private enum Tier
    {
        Unknown,
        MinimallyOptimised,
        Optimised,
        Quick,
        OptimisedTier1,
        OptimisedOnStack,
        Instrumented,
        InstrumentedOptimised,
    }

    /// <summary>The methods whose latest code is not optimised; of the measuring itself nothing.</summary>
    public IReadOnlyList<string> Unoptimised()
    {
        AwaitDelivery();
        return [.. methods.Values
            .Where(m => m.Tier is Tier.MinimallyOptimised or Tier.Quick or Tier.Instrumented or Tier.InstrumentedOptimised)
            .Select(m => m.Name).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Runtime) EnableEvents(eventSource, EventLevel.Verbose, JitKeyword);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) != true || eventData.Payload is not { Count: > 7 } payload) return;
        if (payload[0] is not ulong id || payload[5] is not uint flags || payload[6] is not string type || payload[7] is not string method) return;
        if (method == Marker) delivered.Set();
        if (IsMeasured(type, method)) methods[id] = ($"{type}.{method}", (Tier)((flags >> 7) & 7));
    }

    /// <summary>Has a method compiled, and waits until that is heard: so is what was compiled before it.</summary>
    private void AwaitDelivery()
    {
        delivered.Reset();
        var method = new DynamicMethod(Marker, typeof(int), []);
        ILGenerator code = method.GetILGenerator();
        code.Emit(OpCodes.Ldc_I4_0);
        code.Emit(OpCodes.Ret);
        method.CreateDelegate<Func<int>>()();
        delivered.Wait(Delivery);
    }

    // Code that runs once, and the measuring itself, are no part of a step.
    private static bool IsMeasured(string type, string method) =>
        method is not (".cctor" or ".ctor") && Measured.Any(part => type.StartsWith(part, StringComparison.Ordinal))
        && !Measuring.Any(part => type.StartsWith(part, StringComparison.Ordinal));
}
