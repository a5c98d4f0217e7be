using System.Collections.Generic;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Writes what a class offers for its state: reset, copy, value, bytes.</summary>
internal static class StateEmitter
{
    public static void Emit(CodeWriter writer, ClassPlan plan)
    {
        int size = plan.Model.StateSize;
        string content = plan.StateContent;

        writer.Summary("Back to the state before the first step: zeros, or the initial state that the model carries.");
        using (writer.Block("public void Reset()"))
        {
            writer.Line("float[]? initial = weights.InitialState;");
            using (writer.Block("if (initial is null)"))
            {
                foreach (Region region in StateRegions(plan)) writer.Line($"{Slice(region)}.Clear();");
                writer.Line("return;");
            }
            writer.Line("SetState(initial);");
        }
        writer.Line();

        writer.Summary($"Copies the state out: {content}.");
        writer.Line($"/// <param name=\"destination\">Exactly {size} values.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">Another length; nothing is written.</exception>");
        using (writer.Block("public void CopyStateTo(Span<float> destination)"))
        {
            writer.Line("RnnGuard.Length(destination.Length, StateSize, nameof(destination));");
            int at = 0;
            foreach (Region region in StateRegions(plan))
            {
                writer.Line($"{Slice(region)}.CopyTo(destination{(at == 0 ? "" : $"[{at}..]")});");
                at += region.Length;
            }
        }
        writer.Line();

        writer.Summary($"Sets the state: {content}.");
        writer.Line($"/// <param name=\"state\">Exactly {size} values.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">Another length; the state stays as it was.</exception>");
        using (writer.Block("public void SetState(ReadOnlySpan<float> state)"))
        {
            writer.Line("RnnGuard.Length(state.Length, StateSize, nameof(state));");
            int at = 0;
            foreach (Region region in StateRegions(plan))
            {
                writer.Line($"state.Slice({at}, {region.Length}).CopyTo({Slice(region)});");
                at += region.Length;
            }
        }
        writer.Line();
        EmitSaved(writer, plan);
    }

    public static void EmitProperty(CodeWriter writer)
    {
        writer.Summary("The whole state as a plain value: copy it, store it, set it back.");
        using (writer.Block("public StateValue State"))
        {
            using (writer.Block("get"))
            {
                writer.Line("StateValue value = default;");
                writer.Line("CopyStateTo(value.Values());");
                writer.Line("return value;");
            }
            writer.Line("set => SetState(value.Values());");
        }
        writer.Line();
    }

    public static void EmitValueType(CodeWriter writer, ClassPlan plan)
    {
        writer.Summary($"The state of one instance as a plain value of {4 * plan.Model.StateSize} bytes.");
        writer.Line("[InlineArray(StateSize)]");
        using (writer.Block("public struct StateValue : IEquatable<StateValue>"))
        {
            writer.Line("private float first;");
            writer.Line();
            writer.Summary("Copies the values out, the hidden state first.");
            writer.Line($"/// <param name=\"destination\">At least {plan.Model.StateSize} values.</param>");
            writer.Line("public readonly void CopyTo(Span<float> destination) => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in first), StateSize).CopyTo(destination);");
            writer.Line();
            writer.Summary("True where all values have the same bits.");
            writer.Line("public readonly bool Equals(StateValue other) => Bits(in first).SequenceEqual(Bits(in other.first));");
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line("public override readonly bool Equals(object? obj) => obj is StateValue other && Equals(other);");
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            using (writer.Block("public override readonly int GetHashCode()"))
            {
                writer.Line("var hash = new HashCode();");
                writer.Line("hash.AddBytes(MemoryMarshal.AsBytes(Bits(in first)));");
                writer.Line("return hash.ToHashCode();");
            }
            writer.Line();
            writer.Summary("True where all values have the same bits.");
            writer.Line("public static bool operator ==(StateValue left, StateValue right) => left.Equals(right);");
            writer.Line();
            writer.Summary("True where any value has other bits.");
            writer.Line("public static bool operator !=(StateValue left, StateValue right) => !left.Equals(right);");
            writer.Line();
            writer.Line("[UnscopedRef]");
            writer.Line("internal Span<float> Values() => MemoryMarshal.CreateSpan(ref first, StateSize);");
            writer.Line();
            writer.Line("private static ReadOnlySpan<int> Bits(in float first) =>");
            writer.Line("    MemoryMarshal.Cast<float, int>(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in first), StateSize));");
        }
    }

    public static string Slice(Region region) => $"memory.Slice({region.Offset}, {region.Length})";

    private static IEnumerable<Region> StateRegions(ClassPlan plan) => plan.Network.State;

    private static void EmitSaved(CodeWriter writer, ClassPlan plan)
    {
        int size = plan.Model.StateSize;
        writer.Summary("Writes the state as bytes that carry the model's hash.");
        writer.Line("/// <param name=\"destination\">Exactly <see cref=\"SavedStateSize\"/> bytes.</param>");
        writer.Line("/// <exception cref=\"ArgumentException\">Another length; nothing is written.</exception>");
        using (writer.Block("public void SaveState(Span<byte> destination)"))
        {
            writer.Line($"Span<float> state = stackalloc float[{size}];");
            writer.Line("CopyStateTo(state);");
            writer.Line("RnnSavedState.Write(weights.ModelIdentity, state, destination);");
        }
        writer.Line();
        writer.Summary("Restores a saved state. False, and nothing changed, where the bytes are damaged or belong to another model or other weights.");
        writer.Line("/// <param name=\"saved\">Bytes that <see cref=\"SaveState\"/> wrote.</param>");
        using (writer.Block("public bool TryRestoreState(ReadOnlySpan<byte> saved)"))
        {
            writer.Line($"Span<float> state = stackalloc float[{size}];");
            writer.Line("if (!RnnSavedState.TryRead(weights.ModelIdentity, saved, state)) return false;");
            writer.Line("SetState(state);");
            writer.Line("return true;");
        }
        writer.Line();
    }
}
