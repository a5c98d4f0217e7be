using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.DeviceChecks.Rules;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace EmbeddedRnn.DeviceChecks;

/// <summary>
/// Makes code calculate on .NET as it does on nanoFramework's interpreter, where that differs for floats: a comparison has three
/// outcomes, of which NaN gives "greater"; a division by zero throws; a float out of an int's range becomes 0.
/// </summary>
public static class NanoNumbers
{
    private const string Name = "NanoNumbersOfTheInterpreter";

    private const string Text =
        $$"""
        internal static class {{Name}}
        {
            public static int Compare(float a, float b)
            {
                if (a < b) return -1;
                return a == b ? 0 : 1;
            }

            public static float Divide(float a, float b)
            {
                if (b == 0f) throw new System.InvalidOperationException("a division by zero");
                return a / b;
            }

            public static int ToInt32(float a)
            {
                return a > -2147483904f && a < 2147483648f ? (int)a : 0;
            }
        }
        """;

    /// <summary>A library of C# texts against the core library alone.</summary>
    /// <returns>The assembly.</returns>
    /// <exception cref="InvalidOperationException">What the compiler said.</exception>
    public static byte[] Compile(IEnumerable<string> texts)
    {
        using ModuleDefinition module = DeviceChecker.Read(NanoFramework.Compile([.. texts, Text]));
        TypeDefinition numbers = module.GetType(Name);
        foreach (MethodDefinition method in DeviceSize.Methods(module).Where(method => method.HasBody && method.DeclaringType != numbers)) Rewrite(method, numbers);
        using var image = new MemoryStream();
        module.Write(image);
        return image.ToArray();
    }

    private static void Rewrite(MethodDefinition method, TypeDefinition numbers)
    {
        method.Body.SimplifyMacros();
        MethodDefinition Of(string name) => numbers.Methods.Single(m => m.Name == name);
        ILProcessor code = method.Body.GetILProcessor();
        foreach ((Instruction instruction, StackKind[] stack) in StackWalk.Of(method).Where(pair => pair.Value is [.., StackKind.Single]))
        {
            switch (instruction.OpCode.Code)
            {
                case Code.Div:
                    Call(instruction, Of("Divide"));
                    break;
                case Code.Conv_I4:
                    Call(instruction, Of("ToInt32"));
                    break;
                default:
                    if (OfComparison(instruction) is not { } compared) break;
                    code.InsertAfter(instruction, compared);
                    code.InsertAfter(instruction, Instruction.Create(OpCodes.Ldc_I4_0));
                    Call(instruction, Of("Compare"));
                    break;
            }
        }
    }

    // In place, so that what jumps to the instruction still does.
    private static void Call(Instruction instruction, MethodDefinition method) => (instruction.OpCode, instruction.Operand) = (OpCodes.Call, method);

    // The comparison of what Compare gives with 0 that stands for one of two floats; null for anything else.
    private static Instruction? OfComparison(Instruction instruction)
    {
        Instruction Branch(OpCode code) => Instruction.Create(code, (Instruction)instruction.Operand);
        return instruction.OpCode.Code switch
        {
            Code.Beq => Branch(OpCodes.Beq),
            Code.Bne_Un => Branch(OpCodes.Bne_Un),
            Code.Blt or Code.Blt_Un => Branch(OpCodes.Blt),
            Code.Ble or Code.Ble_Un => Branch(OpCodes.Ble),
            Code.Bgt or Code.Bgt_Un => Branch(OpCodes.Bgt),
            Code.Bge or Code.Bge_Un => Branch(OpCodes.Bge),
            Code.Ceq => Instruction.Create(OpCodes.Ceq),
            Code.Clt or Code.Clt_Un => Instruction.Create(OpCodes.Clt),
            Code.Cgt or Code.Cgt_Un => Instruction.Create(OpCodes.Cgt),
            _ => null,
        };
    }
}
