using System.Linq;

namespace EmbeddedRnn.Training;

/// <summary>What is used where an option is left open: what did well on held-out parts of spoken digits and of body motion.</summary>
internal static class UsualOptions
{
    /// <summary>The learning rate of the first update.</summary>
    public const double LearningRate = 0.02;

    /// <summary>The same where a hidden state has no bound, which larger rates let explode.</summary>
    public const double UnboundedLearningRate = 0.005;

    /// <summary>The options with what they leave open for a network.</summary>
    public static TrainingOptions For(this TrainingOptions options, Model model) => options with
    {
        LearningRate = options.LearningRate ?? (model.AllLayers.OfType<CellLayer>().Any(IsUnbounded) ? UnboundedLearningRate : LearningRate),
        WeightDecay = options.WeightDecay ?? options.Optimizer.UsualWeightDecay,
    };

    private static bool IsUnbounded(CellLayer cell)
    {
        // RNN: its function; GRU: the candidate's; LSTM: that of the cell state behind the output gate.
        ActivationKind state = cell.Functions[^1].Kind;
        return cell.Clip is null && state is not (ActivationKind.Tanh or ActivationKind.HardTanh or ActivationKind.ScaledTanh or ActivationKind.Sigmoid
            or ActivationKind.HardSigmoid or ActivationKind.Softsign or ActivationKind.Step);
    }
}
