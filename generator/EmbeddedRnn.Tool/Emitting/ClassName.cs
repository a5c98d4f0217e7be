using System.Linq;
using EmbeddedRnn.Compiler;
using Microsoft.CodeAnalysis.CSharp;

namespace EmbeddedRnn.Tool.Emitting;

/// <summary>A class's full name as a user writes it.</summary>
internal static class ClassName
{
    public static ClassTarget Parse(string option, string name)
    {
        foreach (string part in name.Split('.'))
        {
            if (!SyntaxFacts.IsValidIdentifier(part.StartsWith('@') ? part[1..] : part))
                throw new ToolException($"{option}: '{name}' is no name of a class; write one such as Sensors.Gesture.");
            if (SyntaxFacts.GetKeywordKind(part) != SyntaxKind.None)
                throw new ToolException($"{option}: '{part}' is a keyword of C#; write @{part} or another name.");
        }
        return ClassTarget.Parse(name);
    }
}
