using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace EmbeddedRnn.Generator.Tests.Driver;

/// <summary>A diagnostic as a test expects it: id, the text that it underlines, and the whole message.</summary>
internal sealed record Problem(string Id, string Underlined, string Message)
{
    /// <summary>Runs the generator and expects these diagnostics and no others.</summary>
    public static GeneratorRun Expect(TestProject project, params Problem[] expected)
    {
        GeneratorRun run = GeneratorRun.Pipeline(project);
        Assert.Equal(expected, run.Result.Diagnostics.Select(d => Of(d, project)).OrderBy(p => p.Id).ThenBy(p => p.Underlined));
        Assert.All(run.Result.Diagnostics, d => Assert.Equal(d.Id == "ERNN016" ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, d.Severity));
        return run;
    }

    private static Problem Of(Diagnostic diagnostic, TestProject project)
    {
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        string text = project.Sources.Single(s => s.Path == place.Path).Text;
        string underlined = text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
        string[] lines = text.Split('\n');
        Assert.StartsWith(underlined.Split('\n')[0], lines[place.StartLinePosition.Line][place.StartLinePosition.Character..]);
        return new Problem(diagnostic.Id, underlined, diagnostic.GetMessage());
    }
}
