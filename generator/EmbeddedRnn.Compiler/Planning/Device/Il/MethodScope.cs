using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>
/// The names that a method's statements see. Every local has a slot of its own, as the C# compiler has it, also one that went out
/// of scope; only values whose address is taken share one.
/// </summary>
internal sealed class MethodScope
{
    private readonly Dictionary<string, (string Type, int Slot)> arguments = new();
    private readonly Stack<List<string>> blocks = new();
    private readonly Dictionary<string, (string Type, int Slot)> locals = new();
    private readonly Dictionary<string, int> temporaries = new();

    public MethodScope(MethodText method)
    {
        int first = method.IsStatic ? 0 : 1;
        foreach ((string type, string name) in method.Parameters) arguments[name] = (type, first++);
        Arguments = first;
    }

    /// <summary>Arguments, the instance included.</summary>
    public int Arguments { get; }

    /// <summary>Slots of locals.</summary>
    public int Locals { get; private set; }

    public void Enter() => blocks.Push(new List<string>());

    public void Leave()
    {
        foreach (string name in blocks.Pop()) locals.Remove(name);
    }

    public int Declare(string type, string name)
    {
        locals[name] = (type, Locals);
        blocks.Peek().Add(name);
        return Locals++;
    }

    /// <summary>A slot for a value whose address is taken, no longer than that.</summary>
    public int Temporary(string type)
    {
        if (!temporaries.TryGetValue(type, out int slot)) temporaries[type] = slot = Locals++;
        return slot;
    }

    public bool IsArgument(string name, out string type, out int slot) => Find(arguments, name, out type, out slot);

    public bool IsLocal(string name, out string type, out int slot) => Find(locals, name, out type, out slot);

    private static bool Find(Dictionary<string, (string Type, int Slot)> names, string name, out string type, out int slot)
    {
        bool found = names.TryGetValue(name, out (string Type, int Slot) value);
        (type, slot) = value;
        return found;
    }
}
