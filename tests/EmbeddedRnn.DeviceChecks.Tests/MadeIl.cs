using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace EmbeddedRnn.DeviceChecks.Tests;

/// <summary>IL that no C# of a device leads to.</summary>
public static class MadeIl
{
    private static readonly OpCode[] Refused =
    [
        OpCodes.Arglist, OpCodes.Cpblk, OpCodes.Jmp, OpCodes.Initblk, OpCodes.Calli, OpCodes.Ckfinite, OpCodes.Localloc, OpCodes.Mkrefany,
        OpCodes.Refanytype, OpCodes.Refanyval, OpCodes.Readonly,
    ];

    public static TheoryData<string> RefusedInstructions => new(Refused.Select(code => code.Name));

    /// <summary>The rules that a method with an instruction breaks; it stands behind the return, where nothing follows it.</summary>
    public static DeviceRule[] With(string name)
    {
        OpCode code = Refused.Single(refused => refused.Name == name);
        return Changed(type =>
        {
            MethodBody body = type.Methods.Single(method => method.Name == "M").Body;
            Instruction made = body.Instructions[0];
            body.GetILProcessor().InsertBefore(made, Instruction.Create(OpCodes.Ret));
            object? operand = code.OperandType switch
            {
                OperandType.InlineMethod => body.Method,
                OperandType.InlineSig => new CallSite(type.Module.TypeSystem.Void),
                OperandType.InlineType => type.Module.TypeSystem.Int32,
                _ => null,
            };
            made.OpCode = OpCodes.Nop;
            Instruction refused = Instruction.Create(OpCodes.Nop);
            (refused.OpCode, refused.Operand) = (code, operand);
            body.GetILProcessor().InsertBefore(made, refused);
            body.Instructions.Add(Instruction.Create(OpCodes.Ret));
        });
    }

    /// <summary>The rules that an interface whose method has a body breaks.</summary>
    public static DeviceRule[] WithInterfaceBody() => Changed(type =>
    {
        TypeDefinition contract = type.Module.GetType("I");
        MethodDefinition method = contract.Methods.Single();
        method.IsAbstract = false;
        method.Body.Instructions.Add(Instruction.Create(OpCodes.Ret));
    });

    private static DeviceRule[] Changed(System.Action<TypeDefinition> change)
    {
        using ModuleDefinition module = DeviceChecker.Read(NanoFramework.Compile("static class C { static void M() { } } interface I { void N(); }"));
        change(module.GetType("C"));
        using var image = new MemoryStream();
        module.Write(image);
        return Check.Image(image.ToArray());
    }
}
