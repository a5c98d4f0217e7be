using System.Collections.Generic;

namespace EmbeddedRnn.Training;

/// <summary>One layer of a spec as it was written: "gru 24 gates=hardsigmoid02", "residual(gru 24 | dense 24)".</summary>
/// <param name="Name">The layer's word.</param>
/// <param name="Words">What stands behind it without an equals sign.</param>
/// <param name="Options">What stands behind it as name=value.</param>
/// <param name="Inner">The layers in its parentheses; empty where there are none.</param>
internal sealed record SpecNode(
    SpecToken Name, IReadOnlyList<SpecToken> Words, IReadOnlyList<(SpecToken Name, SpecToken Value)> Options, IReadOnlyList<SpecNode> Inner);
