using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Diagnostics;
using EmbeddedRnn.Generator.Tests.Driver;
using Microsoft.CodeAnalysis;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>Each diagnostic has an id, a page, a line in the index and one in the list of releases.</summary>
public class DiagnosticPagesTests
{
    [Fact]
    public void Each_id_has_one_descriptor() => Assert.Equal(Ids(), Descriptors.All.Select(d => d.Id).Order());

    [Fact]
    public void Each_descriptor_has_a_page_of_its_title() => Assert.All(Descriptors.All, descriptor =>
    {
        string page = File.ReadAllText(Path.Combine(Repository.Folder, descriptor.HelpLinkUri));
        Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title}\n", page);
        Assert.True(page.Length > 200, $"the page of {descriptor.Id} says too little");
    });

    [Fact]
    public void Each_page_stands_in_the_index()
    {
        string index = Read("docs/diagnostics/README.md");
        foreach (string page in Directory.GetFiles(Path.Combine(Repository.Folder, "docs/diagnostics"), "ERNN*.md"))
        {
            string id = Path.GetFileNameWithoutExtension(page);
            string title = File.ReadLines(page).First().Substring($"# {id}: ".Length);
            Assert.Contains($"| [{id}]({id}.md) | {title} |", index);
        }
    }

    [Fact]
    public void Each_descriptor_is_in_the_list_of_releases() => Assert.All(Descriptors.All, descriptor =>
    {
        string releases = Read("generator/EmbeddedRnn.Generator/Diagnostics/AnalyzerReleases.Shipped.md")
            + Read("generator/EmbeddedRnn.Generator/Diagnostics/AnalyzerReleases.Unshipped.md");
        Assert.Contains($"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}\n", releases);
    });

    [Fact]
    public void The_build_targets_have_pages_too() => Assert.All(
        new[] { "ERNN101", "ERNN102", "ERNN103", "ERNN104", "ERNN110" },
        id =>
        {
            Assert.StartsWith($"# {id}: ", Read($"docs/diagnostics/{id}.md"));
            Assert.DoesNotContain(id, Ids());
        });

    [Fact]
    public void Every_id_is_asserted_by_a_test()
    {
        string tests = string.Concat(Directory.GetFiles(Path.Combine(Repository.Folder, "tests/EmbeddedRnn.Generator.Tests"), "*DiagnosticsTests.cs").Select(File.ReadAllText));
        Assert.All(Ids(), id => Assert.Contains($"\"{id}\"", tests));
    }

    private static IEnumerable<string> Ids() =>
        typeof(ProblemIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).Order();

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Folder, path));
}
