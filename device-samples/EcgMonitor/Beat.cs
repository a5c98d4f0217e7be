namespace EcgMonitor;

/// <summary>A beat that was marked.</summary>
/// <param name="Sample">Position of its R peak, in samples from the first.</param>
/// <param name="Score">Residual energy around it, in multiples of the running median.</param>
/// <param name="Flagged">True when the score is over the threshold.</param>
/// <param name="HeartRate">Running heart rate in beats a minute, 0 before the second beat.</param>
internal readonly record struct Beat(int Sample, float Score, bool Flagged, float HeartRate);
