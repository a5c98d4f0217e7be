using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;

namespace EmbeddedRnn.Tool.Options;

/// <summary>A command line that cannot be understood, in one line: what is wrong, what it may have meant, where help is.</summary>
internal static class Misuse
{
    public static string Explain(ParseResult parsed, Command root)
    {
        string command = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ";
        string[] meant = Suggestions(parsed);
        string hint = meant.Length == 0 ? "" : $" Did you mean {string.Join(" or ", meant.Select(word => $"'{word}'"))}?";
        // Of several errors the one about a word that is there says more than the one about what is missing for it.
        ParseError error = parsed.Errors.FirstOrDefault(e => parsed.UnmatchedTokens.Any(word => e.Message.Contains($"'{word}'", StringComparison.Ordinal))) ?? parsed.Errors[0];
        return $"{error.Message}{hint} See 'embeddedrnn {command}--help'.";
    }

    /// <summary>What System.CommandLine would suggest: it writes the names one a line, among sentences.</summary>
    private static string[] Suggestions(ParseResult parsed)
    {
        var action = (ParseErrorAction)parsed.Action!;
        action.ShowHelp = false;
        action.ShowTypoCorrections = true;
        var written = new StringWriter();
        parsed.Invoke(new InvocationConfiguration { Output = written, Error = TextWriter.Null });
        Command command = parsed.CommandResult.Command;
        string[] names = [.. command.Subcommands.Select(c => c.Name), .. command.Options.Select(o => o.Name)];
        return [.. written.ToString().Split('\n', StringSplitOptions.TrimEntries).Where(names.Contains).Distinct()];
    }
}
