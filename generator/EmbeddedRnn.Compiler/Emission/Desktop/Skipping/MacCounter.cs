using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>
/// The counters of multiply-accumulates, of a class that has them. All of a step count as done, then what it left out is taken away:
/// only the statements that leave out know how much it was, and they are static and see the instance's memory.
/// </summary>
internal sealed class MacCounter
{
    private readonly Region region;

    public MacCounter(MemoryPlan memory) => region = memory.Add("macs", 4, "how many multiply-accumulates were done and left out");

    /// <summary>The statement that counts what an instance is about to do.</summary>
    /// <param name="macs">How many, an expression.</param>
    public static string Done(string macs) => $"MacsDone += {macs};";

    /// <summary>The statement that counts what was left out; <c>start</c> is in scope.</summary>
    /// <param name="macs">How many, an expression.</param>
    public static string Skip(string macs) => $"SkipMacs(ref start, {macs});";

    /// <summary>Writes the counters.</summary>
    public void EmitMembers(CodeWriter writer)
    {
        EmitCounter(writer, "MacsDone", "done", 0);
        EmitCounter(writer, "MacsSkipped", "left out behind closed gates", 2);
        using (writer.Block("private static void SkipMacs(ref float start, long macs)"))
        {
            writer.Line($"{At("start", 0)} -= macs;");
            writer.Line($"{At("start", 2)} += macs;");
        }
        writer.Line();
    }

    private void EmitCounter(CodeWriter writer, string name, string what, int at)
    {
        writer.Summary($"Multiply-accumulates of Step and Run that were {what}, since the instance was made or this was set. Streams count nothing.");
        using (writer.Block($"public long {name}"))
        {
            writer.Line($"get => {At("memory.First", at)};");
            writer.Line($"set => {At("memory.First", at)} = value;");
        }
        writer.Line();
    }

    private string At(string start, int at) => $"Unsafe.As<float, long>(ref Unsafe.Add(ref {start}, {Literal.Of(region.Offset + at)}))";
}
