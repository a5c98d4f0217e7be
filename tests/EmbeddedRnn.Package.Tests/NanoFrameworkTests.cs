using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using EmbeddedRnn.DeviceChecks;
using Mono.Cecil;
using Xunit;

namespace EmbeddedRnn.Package.Tests;

/// <summary>
/// The package in a project of the old style with packages.config, as .nfproj is one. nanoFramework's own project system is not
/// on the build machines: the project names what that brings, an mscorlib of declarations instead of the real one.
/// </summary>
[Collection(PackageCollection.Name)]
public sealed class NanoFrameworkTests
{
    private readonly FreshProject project;

    public NanoFrameworkTests(PackageFeed feed)
    {
        project = feed.NewProject("nano framework");
        ZipFile.ExtractToDirectory(PackageFile, project.PathOf("packages/EmbeddedRnn.NanoFramework"));
        File.WriteAllBytes(project.PathOf("lib/mscorlib.dll"), NanoFramework.Image("mscorlib"));
        project.WriteModel("gesture.rnn.txt", SummingModel.Create(1, 3, 5));
        project.WriteFile("Gesture.cs", """
            using EmbeddedRnn;

            namespace Board
            {
                [RnnCell(InputSize = 3, HiddenSize = 5, Model = "gesture", DeviceIlBudget = 8192)]
                public sealed partial class Gesture
                {
                }

                public static class Program
                {
                    public static void Main()
                    {
                        float[] hidden = new float[Gesture.OutputSize];
                        new Gesture().Step(new float[Gesture.InputSize], hidden);
                    }
                }
            }
            """);
        project.WriteFile("App.nfproj", """
            <Project ToolsVersion="15.0" DefaultTargets="Build" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <PropertyGroup>
                <Configuration Condition="'$(Configuration)' == ''">Release</Configuration>
                <OutputType>Exe</OutputType>
                <AssemblyName>App</AssemblyName>
                <TargetFrameworkIdentifier>.NETnanoFramework</TargetFrameworkIdentifier>
                <TargetFrameworkVersion>v1.0</TargetFrameworkVersion>
                <LangVersion>9.0</LangVersion>
                <NoStdLib>true</NoStdLib>
                <NoConfig>true</NoConfig>
                <GenerateTargetFrameworkAttribute>false</GenerateTargetFrameworkAttribute>
                <AddAdditionalExplicitAssemblyReferences>false</AddAdditionalExplicitAssemblyReferences>
                <Features>noRefSafetyRulesAttribute</Features>
                <OutputPath>bin\</OutputPath>
                <Optimize>true</Optimize>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="Gesture.cs" />
                <RecurrentModel Include="gesture.rnn.txt" />
                <Reference Include="lib\mscorlib.dll" />
              </ItemGroup>
              <Import Project="$(MSBuildToolsPath)\Microsoft.CSharp.targets" />
              <Import Project="packages\EmbeddedRnn.NanoFramework\build\EmbeddedRnn.NanoFramework.targets" />
              <!-- No reference assemblies belong to this framework's name here. -->
              <Target Name="GetReferenceAssemblyPaths" />
            </Project>
            """);
    }

    private static string PackageFile { get; } = Path.Combine(AppContext.BaseDirectory, "package", $"EmbeddedRnn.NanoFramework.{PackageFeed.Version}.nupkg");

    [Fact]
    public void The_package_carries_targets_attributes_generator_and_converter()
    {
        using ZipArchive package = ZipFile.OpenRead(PackageFile);
        string[] names = [.. package.Entries.Select(e => e.FullName)];
        string[] expected =
        [
            "README.md", "build/EmbeddedRnn.NanoFramework.targets", "build/EmbeddedRnn.targets", "src/GruCellAttribute.cs", "src/GateOptions.cs", "src/Profile.cs",
            "analyzers/dotnet/cs/EmbeddedRnn.Generator.dll", "analyzers/dotnet/cs/EmbeddedRnn.Compiler.dll", "analyzers/dotnet/cs/EmbeddedRnn.Model.dll",
            "tools/net8.0/any/embeddedrnn-convert.dll",
        ];
        Assert.Empty(expected.Except(names));
        Assert.DoesNotContain(names, name => name.StartsWith("lib/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_project_gets_its_model_as_device_code()
    {
        string built = Build();
        Assert.Contains("EmbeddedRnn: converting 1 model", built);
        byte[] image = File.ReadAllBytes(project.PathOf("bin/App.exe"));
        Assert.Empty(DeviceChecker.CheckProgram(image));
        ModuleDefinition module = DeviceChecker.Read(image);
        TypeDefinition gesture = module.GetType("Board.Gesture");
        Assert.Equal("System.Void Board.Gesture::Step(System.Single[],System.Single[])", gesture.Methods.Single(m => m.Name == "Step").FullName);
        // The metadata processor leaves the attributes and their uses out of what is deployed.
        TypeDefinition[] attributes = [.. module.Types.Where(type => type.Namespace == "EmbeddedRnn")];
        Assert.True(attributes.Length > 10);
        Assert.All(attributes, type => Assert.True(!type.IsPublic && type.CustomAttributes.Any(a => a.AttributeType.FullName == "System.Runtime.CompilerServices.ExcludeTypeAttribute"), type.FullName));
        Assert.DoesNotContain(module.Types, type => type.Namespace is "System.Runtime.CompilerServices" or "Microsoft.CodeAnalysis");
        Assert.All(gesture.CustomAttributes, attribute => Assert.Contains(attribute.AttributeType.FullName, attributes.Select(type => type.FullName)));

        Assert.DoesNotContain("EmbeddedRnn: converting", Build());
    }

    [Fact]
    public void Over_its_budget_the_build_says_by_how_much()
    {
        project.WriteFile("Gesture.cs", File.ReadAllText(project.PathOf("Gesture.cs")).Replace("8192", "100"));
        CommandResult result = project.DotNet("build", "App.nfproj", "--nologo");
        Assert.NotEqual(0, result.ExitCode);
        string error = Assert.Single(result.Output.Split('\n').Where(line => line.Contains(": error ")).Select(line => line[(line.IndexOf(": error ") + 8)..].TrimEnd()).Distinct());
        Assert.StartsWith("ERNN020: 'Gesture' takes ", error);
        Assert.Contains(" more than the 100 of its budget: raise the budget", error);
    }

    private string Build()
    {
        CommandResult result = project.DotNet("build", "App.nfproj", "--nologo", "-v:normal");
        Assert.True(result.ExitCode == 0, result.Output);
        return result.Output;
    }
}
