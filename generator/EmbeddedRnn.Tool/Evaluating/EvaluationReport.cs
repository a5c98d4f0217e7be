namespace EmbeddedRnn.Tool.Evaluating;

/// <summary>What a network is worth on data, with one engine; the JSON of evaluate has these names.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Engine">What computed it.</param>
/// <param name="Sequences">How many were measured; 1 for a series.</param>
/// <param name="Steps">Their valid steps.</param>
/// <param name="Accuracy">The share of labels met, from 0 to 1; null for a series.</param>
/// <param name="Loss">The mean cross-entropy, of a series the mean squared error.</param>
/// <param name="SkippedShare">Multiply-accumulates of the recurrent layers that this engine left out, over all of them.</param>
/// <param name="MacsPerStep">Multiply-accumulates of a step that this engine did in the recurrent layers, on average.</param>
/// <param name="DenseMacsPerStep">Those with nothing left out.</param>
/// <param name="NetworkMacsPerStep">Those that this engine did in all layers, on average.</param>
internal sealed record EvaluationReport(
    string Model, string Engine, int Sequences, long Steps, double? Accuracy, double Loss,
    double SkippedShare, double MacsPerStep, long DenseMacsPerStep, double NetworkMacsPerStep);
