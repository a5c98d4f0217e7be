using Mono.Cecil.Cil;

namespace EmbeddedRnn.DeviceChecks;

/// <summary>Numbers that an instruction loads.</summary>
internal static class Constant
{
    public static long? Integer(Instruction? instruction) => instruction?.OpCode.Code switch
    {
        null => null,
        Code.Ldc_I4_M1 => -1,
        >= Code.Ldc_I4_0 and <= Code.Ldc_I4_8 => instruction.OpCode.Code - Code.Ldc_I4_0,
        Code.Ldc_I4_S => (sbyte)instruction.Operand,
        Code.Ldc_I4 => (int)instruction.Operand,
        Code.Ldc_I8 => (long)instruction.Operand,
        _ => null,
    };

    public static double? Number(Instruction? instruction) => instruction?.OpCode.Code switch
    {
        Code.Ldc_R4 => (float)instruction.Operand,
        Code.Ldc_R8 => (double)instruction.Operand,
        _ => Integer(instruction),
    };
}
