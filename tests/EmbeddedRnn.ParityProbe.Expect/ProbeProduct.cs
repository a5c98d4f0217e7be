using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EmbeddedRnn.ParityProbe.Expect;

/// <summary>
/// Every kind of cell with every family of gates in every shape with every format of weights: too many for one assembly of the device,
/// and so several programs, each a probe with its own networks.
/// </summary>
internal static class ProbeProduct
{
    // By constant arrays, of which an assembly may have 255, and by its IL.
    private const int NetworksOfAProgram = 16;

    private static readonly string[] ByColumns = ["Lstm", "LstmPeepholes", "LstmProjection", "LstmCoupled", "GruBefore"];

    /// <summary>All networks.</summary>
    public static IReadOnlyList<ProbeNetwork> All { get; } =
    [
        .. from weights in new[] { WeightFormat.Float32, WeightFormat.Int16, WeightFormat.Int8 }
           from shape in weights == WeightFormat.Float32 ? ProbeNetwork.ShapeNames : ProbeNetwork.IntegerShapes
           from network in OfEveryCell(shape, weights)
           select network,
        .. from shape in ProbeNetwork.Shapes.Keys.Except(ProbeNetwork.ShapeNames)
           from kind in ProbeNetwork.Kinds
           where ByColumns.Contains(kind.Name)
           from family in ProbeNetwork.Families
           select ProbeNetwork.Of(kind, family, "Tanh", shape),
    ];

    /// <summary>The networks of each program.</summary>
    public static IEnumerable<IReadOnlyList<ProbeNetwork>> Programs => All.Chunk(NetworksOfAProgram);

    /// <summary>Writes the programs, each into a folder of its own with the files that are written by hand.</summary>
    /// <param name="probe">The sample.</param>
    /// <param name="folder">Where the folders go.</param>
    /// <returns>Their number.</returns>
    public static int Write(string probe, string folder)
    {
        int count = 0;
        foreach (IReadOnlyList<ProbeNetwork> networks in Programs)
        {
            string program = Path.Combine(folder, $"Part{++count:00}");
            Directory.CreateDirectory(Path.Combine(program, ProbeFiles.Folder));
            foreach (string file in Directory.GetFiles(probe, "*.cs")) File.Copy(file, Path.Combine(program, Path.GetFileName(file)), overwrite: true);
            foreach ((string name, string text) in ProbeFiles.Create(networks, Program.HandWritten(probe)))
                File.WriteAllText(Path.Combine(program, ProbeFiles.Folder, name), text);
        }
        return count;
    }

    private static IEnumerable<ProbeNetwork> OfEveryCell(string shape, WeightFormat weights)
    {
        foreach (Activation activation in ProbeNetwork.Activations) yield return ProbeNetwork.Of(activation, shape, weights);
        int number = 0;
        foreach (var kind in ProbeNetwork.Kinds)
        {
            // An LSTM with integer weights has a bounded candidate.
            int candidates = weights != WeightFormat.Float32 && kind.Options.Kind == "lstm" ? 2 : ProbeNetwork.Candidates.Count;
            foreach (string family in ProbeNetwork.Families)
                yield return ProbeNetwork.Of(kind, family, ProbeNetwork.Candidates[number++ % candidates], shape, weights);
        }
    }
}
