using System.Linq;
using System.Text.RegularExpressions;
using EmbeddedRnn.Generator.Tests.Driver;
using Xunit;

namespace EmbeddedRnn.Generator.Tests;

/// <summary>Kernels are read by people: what their comments call by a letter they say in the head's words, and they count in English.</summary>
public class KernelCommentTests
{
    [Theory]
    [InlineData("", "// Candidate: of q + r * (Un h + bUn), where q is Wn x + bWn and n half of Un h + bUn: q + n + tanh * n.")]
    [InlineData(", Gates = Gate.HardSigmoid02", "// h' = z * h + (1 - z) * tanh(q + r * n), where q is Wn x + bWn and n is Un h + bUn")]
    [InlineData(", Gates = Gate.Step, Skipping = Skipping.Always", "// h' = z * h + (1 - z) * tanh(q + r * n), where q is Wn x + bWn and n is Un h + bUn")]
    [InlineData(", Candidate = Candidate.HardTanh", "// h' = z * h + (1 - z) * clip(q + r * n, -1, 1), where q is Wn x + bWn and n is Un h + bUn")]
    public void Letters_of_a_candidate(string gates, string comment) =>
        Assert.Contains(comment + "\n", Code($"[GruCell(Reset = ResetPosition.After, InputSize = 3, HiddenSize = 24{gates})]"));

    [Theory]
    [InlineData("[LstmCell(InputSize = 9, HiddenSize = 33)]", "// Unit 32.")]
    [InlineData("[GruCell(Reset = ResetPosition.After, InputSize = 32, HiddenSize = 128)]", ", 1 column a turn")]
    public void One_is_no_plural(string attribute, string part)
    {
        string code = Code(attribute);
        Assert.Contains(part, code);
        Assert.DoesNotMatch(new Regex(@"\b1 columns|s (\d+) to \1\b"), code);
    }

    private static string Code(string attribute)
    {
        GeneratorRun run = GeneratorRun.Of(TestProject.Of($"{attribute} partial class Gesture {{ }}"));
        Assert.Empty(run.Result.Diagnostics);
        return string.Concat(run.Result.GeneratedSources.Select(s => s.SourceText.ToString()));
    }
}
