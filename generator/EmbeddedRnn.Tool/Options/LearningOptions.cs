using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using EmbeddedRnn.Training;

namespace EmbeddedRnn.Tool.Options;

/// <summary>How a network is trained: the options of <c>train</c> and <c>harden</c>.</summary>
internal sealed class LearningOptions
{
    private const int Most = 1_000_000;

    /// <summary>Steps between updates on a series: enough for what small cells remember.</summary>
    private const int UsualTruncation = 128;

    private static readonly TrainingOptions Usual = new();

    private readonly Option<int?> epochs = NumberOptions.Count("--epochs", $"How often the data are run through; {Usual.Epochs} unless given.", Most);

    private readonly Option<double?> validation = NumberOptions.Amount("--validation", "The share of the data that is held out to measure on; 0.1 unless given. Of a series its end.", largest: 0.99);

    private readonly Option<int?> blocks = NumberOptions.Count("--validation-blocks", "Hold out so many contiguous blocks instead of single sequences: where neighbours belong together (one person, one recording).", Most);

    private readonly Option<ulong?> seed = new("--seed")
    {
        Description = "What weights, order and split depend on; 1 unless given. The same seed gives the same bits.",
        HelpName = "N",
        CustomParser = result =>
        {
            string word = result.Tokens[0].Value;
            if (ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)) return value;
            result.AddError($"--seed: '{word}' must be a whole number from 0.");
            return null;
        },
    };

    private readonly Option<double?> rate = NumberOptions.Amount("--rate", "The learning rate at the start; 0.02, and 0.005 where a state has no bound (ReLU), unless given.");

    private readonly Option<string> schedule = NumberOptions.Word("--schedule", "How the learning rate changes.", "cosine", "constant");

    private readonly Option<string> optimizer = NumberOptions.Word("--optimizer", "How weights follow their gradients: Adam, or gradient descent with momentum 0.9.", "adam", "sgd");

    private readonly Option<int?> batch = NumberOptions.Count("--batch", $"Sequences in an update; {Usual.BatchSize} unless given.", Most);

    private readonly Option<double?> clip = NumberOptions.Amount("--clip", string.Create(CultureInfo.InvariantCulture, $"The largest norm of the gradient; {Usual.ClipNorm} unless given, 0 for none."), zero: true);

    private readonly Option<double?> clipValue = NumberOptions.Amount("--clip-value", "The largest single value of the gradient.");

    private readonly Option<double?> decay = NumberOptions.Amount("--decay", "Weight decay of all but biases; 0.07 with Adam, 0 with sgd unless given.", zero: true);

    private readonly Option<double?> keep;

    private readonly Option<double?> keepWarmUp = NumberOptions.Amount(
        "--keep-warm-up", "Over which share of the epochs the penalty grows from 0 to its whole weight; 0 unless given.", largest: 1, zero: true);

    private readonly double usualKeep;

    private readonly Option<int?> truncate = NumberOptions.Count("--truncate", $"Gradients go back over so many steps; {UsualTruncation} on a series, whole sequences else.", Most);

    private readonly Option<int?> threads = NumberOptions.Count("--threads", "Threads at work; all cores unless given. The result does not depend on them.", 1024);

    private readonly Option<int?> patience = NumberOptions.Count("--patience", "Stop after so many epochs without a better validation loss, and take the best epoch's weights.", Most);

    /// <param name="usualKeep">The keep penalty where none is given.</param>
    public LearningOptions(double usualKeep)
    {
        this.usualKeep = usualKeep;
        keep = NumberOptions.Amount(
            "--keep", string.Create(CultureInfo.InvariantCulture, $"The weight of the penalty on gates that cost work; {usualKeep} unless given. 1 to 3 saves half of the work and more."), zero: true);
    }

    public void AddTo(Command command)
    {
        Option[] all = [epochs, keep, keepWarmUp, validation, blocks, seed, rate, schedule, optimizer, batch, clip, clipValue, decay, truncate, threads, patience];
        foreach (Option option in all) command.Options.Add(option);
    }

    public ulong Seed(ParseResult parsed) => parsed.GetValue(seed) ?? 1;

    public double ValidationShare(ParseResult parsed) => parsed.GetValue(validation) ?? 0.1;

    public int ValidationBlocks(ParseResult parsed) => parsed.GetValue(blocks) ?? 0;

    public int Threads(ParseResult parsed) => parsed.GetValue(threads) ?? Usual.Threads;

    /// <param name="parsed">The command line.</param>
    /// <param name="isSeries">True for one long series.</param>
    /// <param name="dropouts">Those of the spec.</param>
    public TrainingOptions Read(ParseResult parsed, bool isSeries, IReadOnlyList<Dropout> dropouts) => new()
    {
        Epochs = parsed.GetValue(epochs) ?? Usual.Epochs,
        BatchSize = parsed.GetValue(batch) ?? Usual.BatchSize,
        Optimizer = parsed.GetRequiredValue(optimizer) == "sgd" ? new Sgd() : new Adam(),
        LearningRate = parsed.GetValue(rate),
        Schedule = parsed.GetRequiredValue(schedule) == "constant" ? LearningRateSchedule.Constant : LearningRateSchedule.Cosine,
        ClipNorm = (parsed.GetValue(clip) ?? Usual.ClipNorm) is > 0 and var norm ? norm : null,
        ClipValue = (float?)parsed.GetValue(clipValue),
        WeightDecay = parsed.GetValue(decay),
        KeepPenalty = parsed.GetValue(keep) ?? usualKeep,
        KeepWarmUp = parsed.GetValue(keepWarmUp) ?? 0,
        TruncateSteps = parsed.GetValue(truncate) ?? (isSeries ? UsualTruncation : null),
        Seed = Seed(parsed),
        Threads = Threads(parsed),
        Patience = parsed.GetValue(patience),
        Dropouts = dropouts,
    };
}
