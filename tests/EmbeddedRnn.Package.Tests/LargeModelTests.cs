using System;
using System.IO;
using Xunit;

namespace EmbeddedRnn.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class LargeModelTests
{
    private readonly FreshProject project;

    public LargeModelTests(PackageFeed feed) => project = feed.NewProject("large");

    [Fact]
    public void Large_weights_travel_as_a_resource_and_small_ones_do_not()
    {
        project.WriteProject("""
            <RecurrentModel Include="model.rnn.txt" Name="large" />
            <None Update="model.rnn.txt" CopyToOutputDirectory="PreserveNewest" />
            """);
        Write(1, 90, 160);
        project.Build();
        Assert.True(File.Exists(project.PathOf("bin/Release/net10.0/model.rnn.txt")), "a model that the project copies to its output was not copied.");
        Assert.Equal("Large 180 180\nEmbeddedRnn.large.weights", Output());

        Assert.DoesNotContain("EmbeddedRnn: converting", project.Build("--no-restore"));
        DateTime built = File.GetLastWriteTimeUtc(project.Produced("App.dll"));
        project.WriteModel("model.rnn.txt", SummingModel.Create(2, 90, 160));
        project.Build("--no-restore");
        Assert.NotEqual(built, File.GetLastWriteTimeUtc(project.Produced("App.dll")));
        Assert.Equal("Large 360 360\nEmbeddedRnn.large.weights", Output());

        Write(1, 9, 16);
        project.Build("--no-restore");
        Assert.Equal("Large 18 18", Output());
    }

    private void Write(float weight, int inputSize, int hiddenSize)
    {
        project.WriteModel("model.rnn.txt", SummingModel.Create(weight, inputSize, hiddenSize));
        project.WriteFile("Program.cs", SummingModel.Program(inputSize, hiddenSize, ("Large", "large")));
    }

    private string Output() => project.Run().ReplaceLineEndings("\n");
}
