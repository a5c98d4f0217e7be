using System.Linq;
using Xunit;

namespace EmbeddedRnn.Package.Tests;

/// <summary>What a publish ahead of time is told about its instruction set. The targets run without the native compiler.</summary>
[Collection(PackageCollection.Name)]
public sealed class AheadOfTimeTests
{
    private readonly FreshProject project;

    public AheadOfTimeTests(PackageFeed feed)
    {
        project = feed.NewProject("ahead of time");
        project.WriteProject("", "net10.0;net9.0;net8.0");
        CommandResult restored = project.DotNet("restore", "App.csproj");
        Assert.True(restored.ExitCode == 0, restored.Output);
    }

    [Fact]
    public void A_publish_without_AVX2_is_warned_in_the_words_of_its_framework()
    {
        Assert.Contains("Set the property IlcInstructionSet to x86-64-v3,", Warning("net10.0", "linux-x64"));
        Assert.Contains("Set the property IlcInstructionSet to x86-x64-v3,", Warning("net9.0", "win-x64"));
        Assert.Contains("Set the property IlcInstructionSet to x86-x64-v3,", Warning("net8.0", "osx-x64"));
        foreach (string lacking in new[] { "x86-64-v2", "x86-x64-v2", "sse4.2,popcnt", "-avx2", "base,-avx2" })
            Assert.NotEqual("", Warning("net10.0", "linux-x64", lacking));
    }

    [Fact]
    public void One_with_AVX2_or_for_another_architecture_is_not()
    {
        foreach (string enough in new[] { "native", "Native", "x86-64-v3", "x86-64-v4", "x86-x64-v3", "x86-x64-v4", "avx2,fma", "base,+avx2", "skylake", "avx512f" })
            Assert.Equal("", Warning("net10.0", "linux-x64", enough));
        Assert.Equal("", Warning("net10.0", "linux-arm64"));
        Assert.Equal("", Warning("net10.0", "linux-x64", more: "-p:NoWarn=ERNN104"));
        Assert.Equal("", Warning("net10.0", "linux-x64", more: "-p:PublishAot=false"));
    }

    /// <summary>The line about the instruction set when the project is published; empty for none.</summary>
    private string Warning(string framework, string runtime, string instructionSet = "", string more = "-p:PublishAot=true")
    {
        string all = instructionSet.Replace(",", "%2C");
        CommandResult result = project.DotNet("msbuild", "App.csproj", "-nologo", "-t:PrepareForPublish", $"-p:TargetFramework={framework}", $"-p:RuntimeIdentifier={runtime}",
            "-p:PublishAot=true", $"-p:IlcInstructionSet={all}", more);
        Assert.True(result.ExitCode == 0, result.Output);
        return result.Output.Split('\n').FirstOrDefault(line => line.Contains("warning ERNN104")) ?? "";
    }
}
