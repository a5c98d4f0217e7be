using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace EmbeddedRnn.DeviceChecks.Rules;

/// <summary>What a method can hold, and the instructions that it can be made of.</summary>
internal static class MethodRules
{
    private const int MostSlots = 255;
    private const long MostObjectBytes = 786_000;

    private static readonly HashSet<Code> Refused =
    [
        Code.Arglist, Code.Cpblk, Code.Jmp, Code.Initblk, Code.Calli, Code.Ckfinite, Code.Localloc, Code.Mkrefany, Code.Refanytype,
        Code.Refanyval, Code.Readonly,
    ];

    public static IEnumerable<Finding> Check(ModuleDefinition module) => DeviceSize.Methods(module).SelectMany(Check);

    private static IEnumerable<Finding> Check(MethodDefinition method)
    {
        string place = method.FullName;
        int arguments = method.Parameters.Count + (method.HasThis ? 1 : 0);
        if (arguments > MostSlots) yield return new(DeviceRule.Arguments, place, $"{arguments} arguments, of at most {MostSlots}");
        if (!method.HasBody) yield break;
        if (method.Body.Variables.Count > MostSlots) yield return new(DeviceRule.Locals, place, $"{method.Body.Variables.Count} locals, of at most {MostSlots}");
        if (method.Body.MaxStackSize > MostSlots) yield return new(DeviceRule.EvaluationStack, place, $"{method.Body.MaxStackSize} values on the stack, of at most {MostSlots}");
        var offsets = new Dictionary<Instruction, int>();
        int end = 0;
        foreach (Instruction instruction in method.Body.Instructions)
        {
            offsets[instruction] = end;
            end += DeviceSize.Of(instruction);
        }
        foreach (Instruction instruction in method.Body.Instructions)
        {
            if (Refused.Contains(instruction.OpCode.Code)) yield return new(DeviceRule.Opcode, place, $"the instruction {instruction.OpCode.Name}");
            Instruction[] targets = instruction.Operand switch { Instruction target => [target], Instruction[] many => many, _ => [] };
            if (instruction.OpCode.Code == Code.Switch && targets.Length > MostSlots) yield return new(DeviceRule.SwitchTargets, place, $"a switch of {targets.Length} targets, of at most {MostSlots}");
            int from = offsets[instruction] + DeviceSize.Of(instruction);
            foreach (int distance in targets.Select(target => offsets[target] - from).Where(d => d is < short.MinValue or > short.MaxValue))
                yield return new(DeviceRule.BranchDistance, place, $"a branch of {distance} bytes, from {short.MinValue} to {short.MaxValue}");
            if (ArraySize.OfNew(instruction) is { } bytes and > MostObjectBytes)
                yield return new(DeviceRule.ObjectBytes, place, $"an array of {bytes} bytes, of at most about {MostObjectBytes}");
        }
    }
}
