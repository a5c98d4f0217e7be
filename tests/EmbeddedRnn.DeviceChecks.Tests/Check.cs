using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EmbeddedRnn.DeviceChecks.Tests;

/// <summary>What the checker says about snippets.</summary>
internal static class Check
{
    /// <summary>The rules that the members of a class break.</summary>
    public static DeviceRule[] Members(string members) => Text($"public static class C {{ {members} }}");

    /// <summary>The rules that a text breaks, compiled against all libraries.</summary>
    public static DeviceRule[] Text(string text, LanguageVersion language = LanguageVersion.CSharp9) =>
        Image(NanoFramework.Compile([text], NanoFramework.Libraries, OutputKind.DynamicallyLinkedLibrary, new CSharpParseOptions(language), allowUnsafe: true));

    /// <summary>The rules that an assembly breaks.</summary>
    public static DeviceRule[] Image(byte[] image) => Rules(DeviceChecker.CheckGenerated(image));

    public static DeviceRule[] Rules(IEnumerable<Finding> findings) => findings.Select(finding => finding.Rule).Distinct().Order().ToArray();

    /// <summary>A text many times over, with the number of the copy for each #.</summary>
    public static string Repeat(int count, string text, string between = " ") =>
        string.Join(between, Enumerable.Range(0, count).Select(i => text.Replace("#", i.ToString())));
}
