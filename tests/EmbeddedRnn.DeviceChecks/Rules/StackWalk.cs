using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace EmbeddedRnn.DeviceChecks.Rules;

/// <summary>Follows a method along all its ways and tells what is on the evaluation stack before each instruction that can be reached.</summary>
internal sealed class StackWalk
{
    private readonly MethodDefinition method;
    private readonly Dictionary<Instruction, StackKind[]> before = [];
    private readonly Queue<Instruction> open = new();

    private StackWalk(MethodDefinition method) => this.method = method;

    /// <summary>The stack before each instruction, its top last.</summary>
    public static IReadOnlyDictionary<Instruction, StackKind[]> Of(MethodDefinition method)
    {
        var walk = new StackWalk(method);
        walk.Reach(method.Body.Instructions[0], []);
        foreach (ExceptionHandler handler in method.Body.ExceptionHandlers)
        {
            bool given = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter;
            walk.Reach(handler.HandlerStart, given ? [StackKind.Other] : []);
            if (handler.FilterStart is { } filter) walk.Reach(filter, [StackKind.Other]);
        }
        while (walk.open.Count > 0) walk.Pass(walk.open.Dequeue());
        return walk.before;
    }

    private void Reach(Instruction? instruction, StackKind[] stack)
    {
        if (instruction is null) return;
        if (before.TryGetValue(instruction, out StackKind[]? known))
        {
            StackKind[] merged = known.Zip(stack, StackKinds.Merge).ToArray();
            if (merged.SequenceEqual(known)) return;
            stack = merged;
        }
        before[instruction] = stack;
        open.Enqueue(instruction);
    }

    private void Pass(Instruction instruction)
    {
        StackKind[] stack = before[instruction];
        FlowControl flow = instruction.OpCode.FlowControl;
        bool leaves = instruction.OpCode.Code is Code.Leave or Code.Leave_S;
        int kept = leaves ? 0 : stack.Length - Popped(instruction, stack.Length);
        StackKind[] after = [.. stack.AsSpan(0, kept), .. Pushed(instruction, stack)];
        if (instruction.Operand is Instruction target) Reach(target, after);
        if (instruction.Operand is Instruction[] targets)
        {
            foreach (Instruction each in targets) Reach(each, after);
        }
        if (flow is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw)) Reach(instruction.Next, after);
    }

    private int Popped(Instruction instruction, int height)
    {
        if (instruction.OpCode.Code == Code.Ret) return height;
        if (instruction.Operand is IMethodSignature called && instruction.OpCode.FlowControl == FlowControl.Call)
            return called.Parameters.Count + (called.HasThis && instruction.OpCode.Code != Code.Newobj ? 1 : 0) + (instruction.OpCode.Code == Code.Calli ? 1 : 0);
        return instruction.OpCode.StackBehaviourPop switch
        {
            StackBehaviour.Pop0 => 0,
            StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
            StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8
                or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
            StackBehaviour.PopAll => height,
            _ => 3,
        };
    }

    private IEnumerable<StackKind> Pushed(Instruction instruction, StackKind[] stack)
    {
        if (instruction.OpCode.Code == Code.Dup) return [stack[^1], stack[^1]];
        if (instruction.Operand is IMethodSignature called && instruction.OpCode.FlowControl == FlowControl.Call)
        {
            if (instruction.OpCode.Code == Code.Newobj) return [StackKind.Other];
            return called.ReturnType.MetadataType == MetadataType.Void ? [] : [StackKinds.Of(called.ReturnType)];
        }
        return instruction.OpCode.StackBehaviourPush == StackBehaviour.Push0 ? [] : [Pushed(instruction, instruction.OpCode.Code, stack)];
    }

    private StackKind Pushed(Instruction instruction, Code code, StackKind[] stack)
    {
        if (Variable(instruction) is { } type) return StackKinds.Of(type);
        if (Constant.Integer(instruction) is not null) return StackKind.Literal;
        switch (code)
        {
            case Code.Ldfld or Code.Ldsfld:
                return StackKinds.Of(((FieldReference)instruction.Operand).FieldType);
            case Code.Ldelem_Any or Code.Ldobj or Code.Unbox_Any:
                return StackKinds.Of((TypeReference)instruction.Operand);
            case Code.Ldelem_U4 or Code.Ldind_U4 or Code.Conv_U4 or Code.Conv_U8 or Code.Conv_Ovf_U4 or Code.Conv_Ovf_U8 or Code.Conv_Ovf_U4_Un or Code.Conv_Ovf_U8_Un:
                return StackKind.Unsigned;
            case Code.Add or Code.Sub or Code.Mul or Code.Div or Code.Div_Un or Code.Rem or Code.Rem_Un or Code.And or Code.Or or Code.Xor
                or Code.Add_Ovf or Code.Sub_Ovf or Code.Mul_Ovf or Code.Add_Ovf_Un or Code.Sub_Ovf_Un or Code.Mul_Ovf_Un:
                return StackKinds.Merge(stack[^2], stack[^1]);
            case Code.Shl or Code.Shr or Code.Shr_Un:
                return stack[^2];
            case Code.Neg or Code.Not:
                return stack[^1];
            case Code.Conv_R_Un:
                return StackKind.Single;
        }
        return instruction.OpCode.StackBehaviourPush switch
        {
            StackBehaviour.Pushi or StackBehaviour.Pushi8 when code is not (Code.Newarr or Code.Ldelema or Code.Ldflda or Code.Ldsflda or Code.Ldloca or Code.Ldloca_S or Code.Ldarga or Code.Ldarga_S) => StackKind.Signed,
            StackBehaviour.Pushr4 => StackKind.Single,
            StackBehaviour.Pushr8 => StackKind.Double,
            _ => StackKind.Other,
        };
    }

    private TypeReference? Variable(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldloc or Code.Ldloc_S => ((VariableDefinition)instruction.Operand).VariableType,
        Code.Ldloc_0 or Code.Ldloc_1 or Code.Ldloc_2 or Code.Ldloc_3 => method.Body.Variables[instruction.OpCode.Code - Code.Ldloc_0].VariableType,
        Code.Ldarg or Code.Ldarg_S => ((ParameterDefinition)instruction.Operand).ParameterType,
        Code.Ldarg_0 or Code.Ldarg_1 or Code.Ldarg_2 or Code.Ldarg_3 => Argument(instruction.OpCode.Code - Code.Ldarg_0),
        _ => null,
    };

    private TypeReference Argument(int index)
    {
        if (!method.HasThis) return method.Parameters[index].ParameterType;
        return index == 0 ? method.DeclaringType : method.Parameters[index - 1].ParameterType;
    }
}
