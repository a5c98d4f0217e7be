using System.Linq;
using Xunit;

namespace EmbeddedRnn.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class ProjectKindTests
{
    /// <summary>Characters that MSBuild, the compiler's configuration file, C# or a shell treat specially; all are legal in Windows file names.</summary>
    private static readonly string[] Names = ["with space #1", "a;b=50%", "%3B[x]{y}", "it's $(z)@(q)!", "größe, 模型"];

    private readonly FreshProject project;

    public ProjectKindTests(PackageFeed feed) => project = feed.NewProject("kinds of project, größer");

    [Fact]
    public void Two_frameworks_central_versions_artifacts_folder_and_odd_names_work()
    {
        project.WriteFile("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="EmbeddedRnn" Version="{PackageFeed.Version}" /></ItemGroup>
            </Project>
            """);
        project.WriteFile("Directory.Build.props", "<Project><PropertyGroup><UseArtifactsOutput>true</UseArtifactsOutput></PropertyGroup></Project>");
        project.WriteProject("""<RecurrentModel Include="models/**/*.rnn.txt" />""", "net8.0;net10.0", packageVersion: "");
        for (int i = 0; i < Names.Length; i++) project.WriteModel($"models/{Names[i]}.rnn.txt", SummingModel.Create(i + 1));
        project.WriteFile("Program.cs", SummingModel.Program(2, 3, Names.Select((n, i) => ($"Cell{i}", n)).Append(("ByPath", "models/a;b=50%.rnn.txt")).ToArray()));

        string output = project.Build("-m");

        Assert.Contains($"EmbeddedRnn: converting {Names.Length} models", output);
        string expected = string.Concat(Names.Select((_, i) => $"Cell{i} {4 * (i + 1)} {4 * (i + 1)}\n")) + "ByPath 8 8";
        Assert.Equal(expected, project.Run("artifacts/bin/App/release_net8.0/App.dll").ReplaceLineEndings("\n"));
        Assert.Equal(expected, project.Run("artifacts/bin/App/release_net10.0/App.dll").ReplaceLineEndings("\n"));
        Assert.DoesNotContain("EmbeddedRnn: converting", project.Build("--no-restore"));
    }
}
