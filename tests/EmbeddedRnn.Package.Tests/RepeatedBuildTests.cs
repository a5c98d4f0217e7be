using System;
using System.IO;
using Xunit;

namespace EmbeddedRnn.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class RepeatedBuildTests
{
    private const string CompilerSkipped = "Skipping target \"CoreCompile\"";
    private readonly FreshProject project;

    public RepeatedBuildTests(PackageFeed feed)
    {
        project = feed.NewProject("repeated");
        project.WriteProject("""<RecurrentModel Include="models/*" Activation="relu" />""");
        project.WriteModel("models/gesture.safetensors", SummingModel.Create(1));
        project.WriteModel("models/beat.rnn.txt", SummingModel.Create(5));
        project.WriteFile("Program.cs", SummingModel.Program(2, 3, ("Gesture", "gesture"), ("Beat", "beat")));
    }

    [Fact]
    public void Builds_and_runs_then_runs_nothing_again_until_a_model_changes()
    {
        string first = project.Build();
        Assert.Contains("EmbeddedRnn: converting 2 models", first);
        Assert.Equal("Gesture 4 4\nBeat 20 20", project.Run().ReplaceLineEndings("\n"));

        DateTime built = File.GetLastWriteTimeUtc(project.Produced("App.dll"));
        string second = project.Build("-v:d");
        Assert.DoesNotContain("EmbeddedRnn: converting", second);
        Assert.Contains(CompilerSkipped, second);
        Assert.Equal(built, File.GetLastWriteTimeUtc(project.Produced("App.dll")));

        // An editor looks at the project in between: the next real build still has nothing to do.
        CommandResult editor = project.DotNet("msbuild", "App.csproj", "-t:Compile", "-p:TargetFramework=net10.0", "-p:Configuration=Release", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
        Assert.True(editor.ExitCode == 0, editor.Output);
        Assert.Contains(CompilerSkipped, project.Build("--no-restore", "-v:d"));

        DateTime beat = File.GetLastWriteTimeUtc(project.Produced("beat.rnn.txt"));
        project.WriteModel("models/gesture.safetensors", SummingModel.Create(3));
        Assert.Contains("EmbeddedRnn: converting 1 model", project.Build("--no-restore"));
        Assert.Equal(beat, File.GetLastWriteTimeUtc(project.Produced("beat.rnn.txt")));
        Assert.Equal("Gesture 12 12\nBeat 20 20", project.Run().ReplaceLineEndings("\n"));

        Assert.Equal(0, project.DotNet("clean", "App.csproj", "-c", "Release").ExitCode);
        Assert.Empty(Directory.GetFiles(project.PathOf("obj"), "*.rnn.*", SearchOption.AllDirectories));
    }
}
