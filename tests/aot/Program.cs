using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Runtime.Intrinsics.X86;
using EmbeddedRnn;

// Prints outputs of generated cells, or with the argument "time" nanoseconds a step. Compiled ahead of time and by the JIT, the
// numbers must agree, and the times should.
var random = new Random(1);
float[] Values(int count) => Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1).ToArray();

// What decides on the last bits: the kernel, and whether it has fused multiply-add.
Console.WriteLine($"kernel {GruNetwork.Kernel} fma {Fma.IsSupported}");

if (args is ["time"])
{
    Time("rnn", RnnNetwork.InputSize, RnnNetwork.OutputSize, new RnnNetwork().Step);
    Time("gru", GruNetwork.InputSize, GruNetwork.OutputSize, new GruNetwork().Step);
    Time("lstm", LstmNetwork.InputSize, LstmNetwork.OutputSize, new LstmNetwork().Step);
    Time("large", LargeNetwork.InputSize, LargeNetwork.OutputSize, new LargeNetwork().Step);
    return;
}

var rnn = new RnnNetwork();
Print("rnn", RnnNetwork.InputSize, RnnNetwork.OutputSize, RnnNetwork.StateSize, rnn.SetState, rnn.Step, rnn.Run);
var gru = new GruNetwork();
Print("gru", GruNetwork.InputSize, GruNetwork.OutputSize, GruNetwork.StateSize, gru.SetState, gru.Step, gru.Run);
var lstm = new LstmNetwork();
Print("lstm", LstmNetwork.InputSize, LstmNetwork.OutputSize, LstmNetwork.StateSize, lstm.SetState, lstm.Step, lstm.Run);
var large = new LargeNetwork();
Print("large", LargeNetwork.InputSize, LargeNetwork.OutputSize, LargeNetwork.StateSize, large.SetState, large.Step, large.Run);

const int Inputs = RunTimeNetwork.InputSize, Units = RunTimeNetwork.HiddenSize;
var given = new RunTimeNetwork(RunTimeNetwork.PackedWeights.Pack(new Model("given at run time", new RnnLayer(Inputs, Units, Activation.Relu, new CellWeights
{
    InputWeights = new Tensor(TensorNames.InputWeights, Units, Inputs, Values(Units * Inputs)),
    RecurrentWeights = new Tensor(TensorNames.RecurrentWeights, Units, Units, Values(Units * Units).Select(w => w / Units).ToArray()),
    InputBias = new Tensor(TensorNames.InputBias, 1, Units, Values(Units)),
    RecurrentBias = new Tensor(TensorNames.RecurrentBias, 1, Units, Values(Units)),
}))));
Print("given", Inputs, RunTimeNetwork.OutputSize, RunTimeNetwork.StateSize, given.SetState, given.Step, given.Run);

var saved = new byte[GruNetwork.SavedStateSize];
gru.SaveState(saved);
var other = new GruNetwork();
Console.WriteLine($"restored {other.TryRestoreState(saved)} refused {!lstm.TryRestoreState(saved)}");

void Print(string name, int inputSize, int outputSize, int stateSize, StateSetter setState, Stepper step, Stepper run)
{
    var output = new float[outputSize];
    for (int t = 0; t < 20; t++)
    {
        // From a given state, so that differences of one step do not add up.
        setState(Values(stateSize));
        step(Values(inputSize), output);
        Line(output);
    }
    var outputs = new float[20 * outputSize];
    run(Values(20 * inputSize), outputs);
    Line(outputs);

    void Line(float[] values) => Console.WriteLine(name + " " + string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))));
}

// The fastest of many short windows.
void Time(string name, int inputSize, int outputSize, Stepper step)
{
    const int Windows = 200, Steps = 500;
    float[] input = Values(inputSize), output = new float[outputSize];
    double fastest = double.PositiveInfinity;
    for (int window = 0; window < Windows; window++)
    {
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < Steps; i++) step(input, output);
        fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(started).TotalNanoseconds / Steps);
    }
    Console.WriteLine(FormattableString.Invariant($"{name} {fastest:F2}"));
}

internal delegate void StateSetter(ReadOnlySpan<float> state);

internal delegate void Stepper(ReadOnlySpan<float> inputs, Span<float> outputs);

[RnnCell(InputSize = 3, HiddenSize = 17, Model = "rnn")]
internal sealed partial class RnnNetwork;

[GruCell(InputSize = 3, HiddenSize = 24, Model = "gru")]
internal sealed partial class GruNetwork;

[LstmCell(InputSize = 5, HiddenSize = 33, Model = "lstm")]
internal sealed partial class LstmNetwork;

[GruCell(InputSize = 32, HiddenSize = 96, Model = "large")]
internal sealed partial class LargeNetwork;

[RnnCell(InputSize = 5, HiddenSize = 9, Activation = Activation.Relu)]
internal sealed partial class RunTimeNetwork;
