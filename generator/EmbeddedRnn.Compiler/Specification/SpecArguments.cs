namespace EmbeddedRnn.Compiler.Specification;

/// <summary>The names of the attribute arguments that a problem can stand at.</summary>
public static class SpecArguments
{
    /// <summary>Number of values that go in at each step.</summary>
    public const string InputSize = "InputSize";

    /// <summary>Number of units.</summary>
    public const string HiddenSize = "HiddenSize";

    /// <summary>The model's name.</summary>
    public const string Model = "Model";

    /// <summary>Whether the cell has biases.</summary>
    public const string Bias = "Bias";

    /// <summary>GRU: where the reset gate acts.</summary>
    public const string Reset = "Reset";

    /// <summary>RNN: the activation; of a network, that of its plain RNN layers.</summary>
    public const string Activation = "Activation";

    /// <summary>LSTM: peepholes.</summary>
    public const string Peepholes = "Peepholes";

    /// <summary>LSTM: f = 1 - i.</summary>
    public const string CoupledGate = "CoupledGate";

    /// <summary>LSTM: the size of the projected hidden state.</summary>
    public const string ProjectionSize = "ProjectionSize";

    /// <summary>How the matrices of the cells are kept.</summary>
    public const string WeightFormat = "WeightFormat";

    /// <summary>The inputs on which the error of integer weights is measured.</summary>
    public const string MeasureOn = "MeasureOn";

    /// <summary>Whether values beyond their ranges are counted.</summary>
    public const string CountSaturated = "CountSaturated";

    /// <summary>How exactly the activations are computed.</summary>
    public const string ActivationPrecision = "ActivationPrecision";

    /// <summary>The function of all gates that have none of their own.</summary>
    public const string Gates = "Gates";

    /// <summary>GRU: the function of the update gate.</summary>
    public const string UpdateGate = "UpdateGate";

    /// <summary>GRU: the function of the reset gate.</summary>
    public const string ResetGate = "ResetGate";

    /// <summary>LSTM: the function of the input gate.</summary>
    public const string InputGate = "InputGate";

    /// <summary>LSTM: the function of the forget gate.</summary>
    public const string ForgetGate = "ForgetGate";

    /// <summary>LSTM: the function of the output gate.</summary>
    public const string OutputGate = "OutputGate";

    /// <summary>The function of the candidate.</summary>
    public const string Candidate = "Candidate";

    /// <summary>Where the code is to run.</summary>
    public const string Profile = "Profile";

    /// <summary>The most bytes of IL of a device class.</summary>
    public const string DeviceIlBudget = "DeviceIlBudget";

    /// <summary>Whether work that closed gates make useless is left out.</summary>
    public const string Skipping = "Skipping";

    /// <summary>Whether the class counts its multiply-accumulates.</summary>
    public const string CountMacs = "CountMacs";

    /// <summary>Whether the class has the nested type Streams.</summary>
    public const string Streams = "Streams";
}
