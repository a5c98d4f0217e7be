using System;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Tool.Engines;

/// <summary>A network that is computed somehow, with its state, at the model's initial state first.</summary>
internal interface IEngine : IDisposable
{
    /// <summary>How exactly it computes, for reports: "Vector512".</summary>
    string Detail { get; }

    /// <summary>One time step: [InputSize] in, [OutputSize] out. Null for a network that takes whole sequences only.</summary>
    StepFunction? Step { get; }

    /// <summary>T time steps, row-major; [OutputSize] out where <see cref="Model.OutputsLastStepOnly"/>.</summary>
    void Run(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>[StateSize].</summary>
    void CopyStateTo(Span<float> destination);

    /// <summary>[StateSize].</summary>
    void SetState(ReadOnlySpan<float> state);
}
