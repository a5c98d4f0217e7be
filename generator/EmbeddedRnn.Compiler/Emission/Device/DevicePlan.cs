using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Quantised;
using EmbeddedRnn.Compiler.Emission.Device.Stages;

namespace EmbeddedRnn.Compiler.Emission.Device;

/// <summary>
/// A network as a list of stages, each with the place of its values. A network that streams runs all stages a step at a time over
/// buffers of one step; one that needs whole sequences runs stage by stage over buffers of a whole sequence.
/// </summary>
internal sealed class DevicePlan
{
    private readonly List<DeviceStage> stages = new();
    private readonly List<(string Name, int Width, bool WholeSequence)> buffers = new();
    private readonly List<(string Name, int Width)> integerBuffers = new();
    private bool single;

    public DevicePlan(ClassTarget target, Model model, DeviceOptions options)
    {
        Options = options;
        Target = target;
        Model = model;
        Slot input = Streams ? new Slot("x", "at", model.InputSize) : new Slot("inputs", At(model.InputSize), model.InputSize);
        LastStepAt = -1;
        if (options.Weights == WeightFormat.Float32)
        {
            Output = Add(model.Layers, input);
            return;
        }
        Slot real = QuantisedNetwork.Add(this, input, out int behind);
        Output = Add(model.Layers.Skip(model.Layers.Count - behind).ToArray(), real);
    }

    public ClassTarget Target { get; }

    public Model Model { get; }

    public DeviceOptions Options { get; }

    public bool Streams => Model.CanStream;

    public IReadOnlyList<DeviceStage> Stages => stages;

    /// <summary>The first stage behind a last step, or -1 where there is none: those from here on see a single step.</summary>
    public int LastStepAt { get; private set; }

    /// <summary>Where the network's output is.</summary>
    public Slot Output { get; }

    /// <summary>The buffers of the instance: width a step, and whether one holds all steps of a sequence.</summary>
    public IReadOnlyList<(string Name, int Width, bool WholeSequence)> Buffers => buffers;

    /// <summary>The buffers of whole numbers of one step.</summary>
    public IReadOnlyList<(string Name, int Width)> IntegerBuffers => integerBuffers;

    private Slot Add(IReadOnlyList<Layer> layers, Slot values)
    {
        for (int k = 0; k < layers.Count; k++) values = Add(layers[k], k == 0 ? null : layers[k - 1], values);
        return values;
    }

    private Slot Add(Layer layer, Layer? before, Slot input)
    {
        switch (layer)
        {
            case CellLayer cell:
                return Add(CellStage.Of(Named(cell.Kind), cell, input, Streams ? null : Buffer(cell.OutputSize), backward: false));
            case ReversedLayer reversed:
                return Add(CellStage.Of(Named(reversed.Cell.Kind), reversed.Cell, input, Buffer(reversed.OutputSize), backward: true));
            case BidirectionalLayer both:
                Slot output = Buffer(both.OutputSize);
                Add(CellStage.Of(Named(both.Forward.Kind), both.Forward, input, output, backward: false));
                Slot second = output with { At = $"{output.At} + {both.Forward.OutputSize.ToString(CultureInfo.InvariantCulture)}" };
                Add(CellStage.Of(Named(both.Backward.Kind), both.Backward, input, second, backward: true));
                return output;
            case ResidualLayer residual:
                Slot inner = Add(residual.Inner, input);
                return Add(new AddStage(Named("connection"), inner, input, Buffer(residual.OutputSize)));
            case LastStepLayer last:
                return AddLastStep(last, before, input);
            case DenseLayer dense:
                return Add(new DenseStage(Named("dense"), dense, input, Buffer(dense.OutputSize)));
            case ActivationLayer activation:
                return Add(new ActivationStage(Named("activation"), activation, input, Buffer(activation.OutputSize)));
            case AffineLayer affine:
                return Add(new AffineStage(Named("affine"), affine, input, Buffer(affine.OutputSize)));
            default:
                var convolution = (Conv1dLayer)layer;
                return Add(new ConvolutionStage(Named("convolution"), convolution, input, Buffer(convolution.OutputSize)));
        }
    }

    private Slot AddLastStep(LastStepLayer last, Layer? before, Slot input)
    {
        TakeLastStep();
        if (Streams) return input;
        int forward = (last.FinalStates, before) switch
        {
            (true, ReversedLayer) => 0,
            (true, BidirectionalLayer both) => both.Forward.OutputSize,
            _ => last.InputSize,
        };
        if (forward == last.InputSize) return input with { At = $"(steps - 1) * {Literal.Of(input.Width)}" };
        return Add(new FinalStatesStage(input, Buffer(last.InputSize), forward));
    }

    /// <summary>Adds a stage in whole numbers.</summary>
    public T Add<T>(T stage)
        where T : QuantisedStage
    {
        Add((DeviceStage)stage);
        return stage;
    }

    /// <summary>A buffer of whole numbers of one step.</summary>
    public Slot IntegerBuffer(int width)
    {
        string name = $"integers{Literal.Of(integerBuffers.Count + 1)}";
        integerBuffers.Add((name, width));
        return new Slot(name, "0", width);
    }

    /// <summary>Stages from here on see a single step.</summary>
    public void TakeLastStep()
    {
        LastStepAt = stages.Count;
        single = true;
    }

    private Slot Add(DeviceStage stage)
    {
        stage.Options = Options;
        stages.Add(stage);
        return stage.Output;
    }

    /// <summary>A buffer of real numbers.</summary>
    public Slot Buffer(int width)
    {
        bool whole = !Streams && !single;
        string name = $"values{Literal.Of(buffers.Count + 1)}";
        buffers.Add((name, width, whole));
        return new Slot(name, whole ? At(width) : "0", width);
    }

    /// <summary>A stage's name.</summary>
    public string Named(string kind) => char.ToUpperInvariant(kind[0]) + kind.Substring(1) + Literal.Of(stages.Count + 1);

    private static string At(int width) => $"t * {Literal.Of(width)}";
}
