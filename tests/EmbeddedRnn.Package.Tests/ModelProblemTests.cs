using System;
using Xunit;

namespace EmbeddedRnn.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class ModelProblemTests
{
    private readonly FreshProject project;

    public ModelProblemTests(PackageFeed feed)
    {
        project = feed.NewProject("problems");
        project.WriteFile("Program.cs", SummingModel.Program(2, 3, ("Gesture", "gesture")));
    }

    [Fact]
    public void Problems_with_model_files_stop_a_build_but_not_an_editor()
    {
        project.WriteProject("""<RecurrentModel Include="absent.rnn.txt" />""");
        Fails("error ERNN101", "absent.rnn.txt");

        project.WriteModel("a/gesture.rnn.txt", SummingModel.Create(1));
        project.WriteModel("b/Gesture.rnn.txt", SummingModel.Create(1));
        project.WriteProject("""<RecurrentModel Include="a/gesture.rnn.txt;b/Gesture.rnn.txt" />""");
        Fails("error ERNN102", "a/gesture.rnn.txt", "b/Gesture.rnn.txt");

        project.WriteProject("""<RecurrentModel Include="a/gesture.rnn.txt" />""", properties: "<EmbeddedRnnConverter>nowhere.dll</EmbeddedRnnConverter>");
        Fails("error ERNN103", "nowhere.dll");

        string text = ModelText.Write(SummingModel.Create(1));
        project.WriteFile("gesture.rnn.txt", text[..(text.Length / 2)]);
        project.WriteProject("""<RecurrentModel Include="gesture.rnn.txt" />""");
        Fails("error ERNN", "gesture.rnn.txt");
        Fails("error ERNN", "gesture.rnn.txt");

        project.WriteProject("""<RecurrentModel Include="absent.rnn.txt;gesture.rnn.txt;a/gesture.rnn.txt" />""");
        CommandResult editor = project.DotNet("msbuild", "App.csproj", "-t:Compile", "-p:TargetFramework=net10.0", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
        Assert.True(editor.ExitCode == 0, editor.Output);
    }

    private void Fails(params string[] parts)
    {
        CommandResult result = project.TryBuild();
        Assert.True(result.ExitCode != 0, result.Output);
        Assert.All(parts, part => Assert.True(result.Output.Contains(part, StringComparison.Ordinal), $"\"{part}\" is missing in:\n{result.Output}"));
    }
}
