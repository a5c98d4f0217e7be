using System;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Device.Tests;

/// <summary>An instance of a generated device class.</summary>
internal sealed class DeviceNetwork
{
    private readonly float[] input;
    private readonly float[] output;

    public DeviceNetwork(Model model, Type type, int longestSequence)
    {
        Model = model;
        Instance = model.CanStream ? Activator.CreateInstance(type)! : Activator.CreateInstance(type, longestSequence)!;
        (input, output) = (new float[model.InputSize], new float[model.OutputSize]);
        if (model.CanStream)
        {
            Step = Member<Action<float[], float[]>>("Step");
            RunSteps = Member<Action<float[], float[]>>("Run");
        }
        else
        {
            RunSequence = Member<Action<float[], int, float[]>>("Run");
        }
        Reset = Member<Action>("Reset");
        CopyStateTo = Member<Action<float[]>>("CopyStateTo");
        SetState = Member<Action<float[]>>("SetState");
    }

    public Model Model { get; }

    public object Instance { get; }

    public Action<float[], float[]>? Step { get; }

    public Action<float[], float[]>? RunSteps { get; }

    public Action<float[], int, float[]>? RunSequence { get; }

    public Action Reset { get; }

    public Action<float[]> CopyStateTo { get; }

    public Action<float[]> SetState { get; }

    /// <summary>Compares single steps with expected numbers.</summary>
    public Parity Parity => Parity.Of(Model, StepOfSpans, StateToSpan, state => SetState(state.ToArray()));

    /// <summary>Checks what theory says of the network.</summary>
    public void Check(Identity identity) => identity.Check(StepOfSpans, StateToSpan, state => SetState(state.ToArray()));

    /// <summary>The outputs of a sequence.</summary>
    public float[] Run(float[] inputs)
    {
        int steps = inputs.Length / Model.InputSize;
        var outputs = new float[(Model.OutputsLastStepOnly ? 1 : steps) * Model.OutputSize];
        if (RunSequence is not null) RunSequence(inputs, steps, outputs);
        else RunSteps!(inputs, outputs);
        return outputs;
    }

    public float[] State()
    {
        var state = new float[Model.StateSize];
        CopyStateTo(state);
        return state;
    }

    public override string ToString() => Model.Name;

    private void StepOfSpans(ReadOnlySpan<float> from, Span<float> to)
    {
        from.CopyTo(input);
        Step!(input, output);
        output.CopyTo(to);
    }

    private void StateToSpan(Span<float> destination) => State().CopyTo(destination);

    private T Member<T>(string name)
        where T : Delegate
    {
        Type[] parameters = Array.ConvertAll(typeof(T).GetMethod("Invoke")!.GetParameters(), p => p.ParameterType);
        return Instance.GetType().GetMethod(name, parameters)!.CreateDelegate<T>(Instance);
    }
}
