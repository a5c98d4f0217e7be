using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>The members that the code of a class refers to.</summary>
internal sealed class ClassScope
{
    private static readonly IReadOnlyDictionary<string, long> NoNumbers = new Dictionary<string, long>();

    /// <summary>Constants and their values.</summary>
    public Dictionary<string, long> Constants { get; } = new();

    /// <summary>Fields: their types, and whether they are static.</summary>
    public Dictionary<string, (string Type, bool IsStatic)> Fields { get; } = new();

    /// <summary>Methods of the class.</summary>
    public Dictionary<string, MethodText> Methods { get; } = new();

    /// <summary>What the methods are as IL, and those that are called with numbers also for these, each once it was asked for.</summary>
    public Dictionary<string, MethodSize> Sizes { get; } = new();

    /// <summary>What a method is as IL; null for one of another class.</summary>
    public MethodSize? SizeOf(string method)
    {
        if (Sizes.TryGetValue(method, out MethodSize known)) return known;
        if (!Methods.TryGetValue(method, out MethodText text)) return null;
        return Sizes[method] = MethodMeter.Measure(this, text, NoNumbers);
    }

    /// <summary>The same where it is called with numbers for some of its arguments, which may say how often its loops turn.</summary>
    public MethodSize? SizeOf(string method, IReadOnlyDictionary<string, long> numbers)
    {
        if (numbers.Count == 0 || !Methods.TryGetValue(method, out MethodText text)) return SizeOf(method);
        string call = $"{method}({string.Join(", ", numbers)})";
        if (Sizes.TryGetValue(call, out MethodSize known)) return known;
        return Sizes[call] = MethodMeter.Measure(this, text, numbers);
    }
}

/// <summary>A method as it stands in the code.</summary>
/// <param name="Name">Its name; that of the class for a constructor.</param>
/// <param name="IsStatic">Whether it is static.</param>
/// <param name="Returns">What it returns, "" for a constructor.</param>
/// <param name="Parameters">Types and names.</param>
/// <param name="Body">The statements.</param>
/// <param name="Before">Statements before the body: the initial values of a constructor's fields.</param>
internal sealed record MethodText(
    string Name, bool IsStatic, string Returns, IReadOnlyList<(string Type, string Name)> Parameters, Node Body, IReadOnlyList<Node> Before);

/// <summary>A method as IL.</summary>
/// <param name="Bytes">Bytes in a .pe file.</param>
/// <param name="LongestBranch">The longest jump.</param>
/// <param name="Locals">Local variables, at most.</param>
/// <param name="Stack">Depth of the evaluation stack, at most.</param>
/// <param name="Deepest">Locals, arguments and stack of this method and of those that it calls, at most.</param>
/// <param name="Executed">Instructions that run, those of called methods included.</param>
/// <param name="Nanoseconds">Their time.</param>
internal sealed record MethodSize(int Bytes, int LongestBranch, int Locals, int Stack, int Deepest, Executions Executed, Executions Nanoseconds);
