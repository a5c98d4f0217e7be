using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Testing;

namespace EmbeddedRnn.Benchmarks.Building;

/// <summary>
/// What large cells with a model file add to the build of an empty project: time, memory, size of the assembly. Each
/// project is rebuilt several times, by turns, without build servers; the smallest numbers count.
/// </summary>
internal static class BuildCost
{
    private const int Rounds = 3;
    private static readonly (int Input, int Hidden)[] Sizes = [(1, 8), (16, 32), (64, 128), (128, 256), (256, 512)];

    public static void Print()
    {
        string folder = Directory.CreateTempSubdirectory("embeddedrnn-build-").FullName;
        try
        {
            var projects = new List<BuiltProject> { BuiltProject.Empty(folder) };
            foreach ((int input, int hidden) in Sizes)
                projects.Add(BuiltProject.WithModel(folder, RandomModels.Create(CellOptions.Lstm(), input, hidden, seed: 1)));
            // A model with ranges travels as text, whatever its size and the format of the class.
            foreach ((int input, int hidden) in Sizes.Skip(2))
            {
                foreach (WeightFormat format in Enum.GetValues<WeightFormat>())
                    projects.Add(BuiltProject.WithModel(folder, RandomModels.TrainedLike(CellOptions.Lstm(), input, hidden, seed: 1), format));
            }
            foreach (BuiltProject project in projects) project.Restore();
            BuildFigures[][] rounds = Enumerable.Range(0, Rounds).Select(_ => projects.Select(p => p.Rebuild()).ToArray()).ToArray();

            var table = new MarkdownTable("project", "wall, s", "processor, s", "peak memory of the largest process, MB", "assembly, KB");
            for (int i = 0; i < projects.Count; i++)
            {
                BuildFigures best = BuildFigures.Smallest(rounds.Select(r => r[i]));
                table.Add(projects[i].Name, $"{best.WallSeconds:F1}", $"{best.ProcessorSeconds:F1}", $"{best.PeakMegabytes:F0}", $"{best.AssemblyBytes / 1024.0:F0}");
            }
            Console.Write(table);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
