using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.ParityProbe.Expect;
using Xunit;

namespace EmbeddedRnn.DeviceSamples.Tests;

/// <summary>The generated files that are checked in are those that the generator writes today, byte for byte.</summary>
public class GeneratedFilesTests
{
    [Fact]
    public void They_are_what_the_generator_writes()
    {
        foreach ((string sample, IReadOnlyDictionary<string, string> files) in Program.Files(Samples.Folder))
        {
            string folder = Path.Combine(Samples.Folder, sample, ProbeFiles.Folder);
            Assert.Equal(files.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
            foreach ((string name, string text) in files)
                Assert.True(text == File.ReadAllText(Path.Combine(folder, name)), $"{sample}/{name} is not what the generator writes today: dotnet run -c Release --project tests/EmbeddedRnn.ParityProbe.Expect");
        }
    }
}
