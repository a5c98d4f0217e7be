using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Training;

/// <summary>The function of each gate, in the order of <see cref="CellLayer.Gates"/>.</summary>
internal static class GateFunctions
{
    public static IReadOnlyList<ActivationFunction> Of(CellLayer cell) => cell switch
    {
        GruLayer gru => [gru.GateFunction, gru.GateFunction, gru.CandidateFunction],
        LstmLayer { Coupled: true } lstm => [lstm.GateFunction, lstm.CandidateFunction, lstm.GateFunction],
        LstmLayer lstm => [lstm.GateFunction, lstm.GateFunction, lstm.CandidateFunction, lstm.GateFunction],
        _ => cell.Functions,
    };
}
