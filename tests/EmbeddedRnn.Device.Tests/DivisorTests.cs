using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.DeviceChecks;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace EmbeddedRnn.Device.Tests;

/// <summary>
/// The functions that may divide (<see cref="DeviceChecker.DividingFunctions"/>) do so by what is above zero, for values from all
/// over the floats: each division is replaced by one that watches.
/// </summary>
public class DivisorTests
{
    private const uint Stride = 8_209;

    private const string Watch =
        """
        public static class Watch
        {
            public static int Divisions;
            public static bool FoundZero;
            public static float Divide(float a, float b)
            {
                Divisions++;
                if (b <= 0f) FoundZero = true;
                return a / b;
            }
        }
        """;

    public static TheoryData<ActivationKind> Kinds => new(Enum.GetValues<ActivationKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Are_above_zero(ActivationKind kind)
    {
        int size = kind == ActivationKind.Softmax ? 3 : 1;
        (Type network, Type watch) = Watched(new Model("f", new ActivationLayer(size, new ActivationFunction(kind))));
        var instance = new DeviceNetwork(new Model("f", new ActivationLayer(size, new ActivationFunction(kind))), network, 1);
        float[] input = new float[size], output = new float[size];
        for (long bits = 0; bits <= uint.MaxValue; bits += Stride)
        {
            for (int i = 0; i < size; i++) input[i] = BitConverter.UInt32BitsToSingle((uint)(bits * (2 * i + 1)));
            instance.Step!(input, output);
        }
        Assert.False((bool)watch.GetField("FoundZero")!.GetValue(null)!);
        bool divides = kind is ActivationKind.Softmax or ActivationKind.Softplus or ActivationKind.Softsign or ActivationKind.Tanh or ActivationKind.Sigmoid or ActivationKind.ScaledTanh;
        Assert.Equal(divides, (int)watch.GetField("Divisions")!.GetValue(null)! > 0);
    }

    [Fact]
    public void A_divisor_of_zero_is_found()
    {
        Assembly assembly = Assembly.Load(WithWatch(["public static class C { public static float Tanh(float x) { return 1f / x; } }"]));
        assembly.GetType("C")!.GetMethod("Tanh")!.Invoke(null, [0f]);
        Assert.Equal(true, assembly.GetType("Watch")!.GetField("FoundZero")!.GetValue(null));
    }

    private static (Type Network, Type Watch) Watched(Model model)
    {
        Assembly assembly = Assembly.Load(WithWatch(DeviceCompiler.Compile(ClassTarget.Parse("N"), model).Select(file => file.Text)));
        return (assembly.GetType("N", throwOnError: true)!, assembly.GetType("Watch", throwOnError: true)!);
    }

    private static byte[] WithWatch(IEnumerable<string> texts)
    {
        using ModuleDefinition module = DeviceChecker.Read(NanoFramework.Compile([.. texts, Watch]));
        MethodDefinition divide = module.GetType("Watch").Methods.Single(method => method.Name == "Divide");
        foreach (MethodDefinition method in DeviceSize.Methods(module).Where(method => method != divide && DeviceChecker.DividingFunctions.Contains(method.Name)))
        {
            foreach (Instruction division in method.Body.Instructions.Where(i => i.OpCode.Code == Code.Div).ToArray())
                (division.OpCode, division.Operand) = (OpCodes.Call, divide);
        }
        using var image = new MemoryStream();
        module.Write(image);
        return image.ToArray();
    }
}
