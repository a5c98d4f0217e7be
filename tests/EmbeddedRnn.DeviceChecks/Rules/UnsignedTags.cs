using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace EmbeddedRnn.DeviceChecks.Rules;

/// <summary>
/// A cast from uint to int is no instruction, so on nanoFramework the value stays tagged unsigned and the next signed instruction
/// treats it as such, as .NET would not. A store to a local of type int takes the tag off.
/// </summary>
internal static class UnsignedTags
{
    /// <summary>What is wrong with an instruction on a stack, or null.</summary>
    public static string? Problem(MethodDefinition method, Instruction instruction, StackKind[] stack)
    {
        StackKind Top(int below) => stack[stack.Length - 1 - below];
        switch (instruction.OpCode.Code)
        {
            case Code.Conv_R4 or Code.Conv_R8 or Code.Conv_I8 or Code.Conv_Ovf_I4 or Code.Conv_Ovf_I8 when Top(0) == StackKind.Unsigned:
                return $"{instruction.OpCode.Name} of a value tagged unsigned";
            case Code.Shr when Top(1) == StackKind.Unsigned:
                return "a signed shift of a value tagged unsigned";
            case Code.Div or Code.Rem or Code.Clt or Code.Cgt or Code.Blt or Code.Blt_S or Code.Bgt or Code.Bgt_S or Code.Ble or Code.Ble_S or Code.Bge or Code.Bge_S
                when Top(0) == StackKind.Unsigned || Top(1) == StackKind.Unsigned:
                return $"{instruction.OpCode.Name} of a value tagged unsigned";
            case Code.Add or Code.Sub or Code.Mul or Code.And or Code.Or or Code.Xor
                when (Top(0), Top(1)) is (StackKind.Unsigned, StackKind.Signed) or (StackKind.Signed, StackKind.Unsigned):
                return $"{instruction.OpCode.Name} of values tagged signed and unsigned";
            case Code.Ret when stack.Length > 0 && Top(0) == StackKind.Unsigned && StackKinds.Of(method.ReturnType) == StackKind.Signed:
                return "a value tagged unsigned is returned as a signed one";
            case Code.Call or Code.Callvirt or Code.Newobj when Passes((MethodReference)instruction.Operand, stack):
                return $"a value tagged unsigned is passed to {((MethodReference)instruction.Operand).Name} as a signed one";
            default:
                return null;
        }
    }

    private static bool Passes(MethodReference called, StackKind[] stack) =>
        called.Parameters.Zip(stack.TakeLast(called.Parameters.Count)).Any(pair => pair.Second == StackKind.Unsigned && StackKinds.Of(pair.First.ParameterType) == StackKind.Signed);
}
