using System.Collections.Generic;

namespace EmbeddedRnn.Training;

/// <summary>
/// How gradients flow back through time in one cell. They vanish where the norms fall towards the past and the spectral radius stays
/// below 1, and explode where they grow; source: R. Pascanu et al., "On the difficulty of training recurrent neural networks" (2013).
/// </summary>
/// <param name="Layer">The cell: "layer 1 (gru)".</param>
/// <param name="Norms">
/// The norm of the loss's gradient by the hidden state, k steps before the end of a sequence; the root of the mean square over the
/// sequences that are longer than k. Each sequence's own loss counts, not its share of the mean.
/// </param>
/// <param name="SpectralRadius">The mean, over sequences and some of their steps, of the largest eigenvalue's size of the Jacobian of the state by the state before.</param>
/// <param name="LargestSpectralRadius">The largest of them.</param>
public sealed record GradientFlow(string Layer, IReadOnlyList<double> Norms, double SpectralRadius, double LargestSpectralRadius);
