using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using Entry = EmbeddedRnn.Benching.OnnxRuntime.OrtApi.Entry;

namespace EmbeddedRnn.Benching.OnnxRuntime;

/// <summary>
/// A model file in ONNX Runtime: one thread, one operator after the other, all its optimisations of the graph.
/// </summary>
public sealed unsafe class OrtSession : IDisposable
{
    private const int AllOptimisations = 99;
    private const int LogErrors = 3;

    private nint environment;
    private nint options;
    private nint session;

    private OrtSession(OrtApi api) => Api = api;

    /// <summary>ONNX Runtime's version.</summary>
    public string Version => Api.Version;

    internal OrtApi Api { get; }

    internal nint Handle => session;

    internal nint CpuMemory { get; private set; }

    internal IReadOnlyList<OrtInput> Inputs { get; private set; } = [];

    internal IReadOnlyList<string> Outputs { get; private set; } = [];

    /// <summary>Opens a model.</summary>
    /// <param name="library">ONNX Runtime's shared library.</param>
    /// <param name="modelFile">An ONNX file.</param>
    /// <exception cref="OrtException">What the library says against it.</exception>
    public static OrtSession Open(string library, string modelFile)
    {
        var opened = new OrtSession(OrtApi.Load(library));
        try
        {
            opened.Start(modelFile);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Api.Release(Entry.ReleaseMemoryInfo, CpuMemory);
        Api.Release(Entry.ReleaseSession, session);
        Api.Release(Entry.ReleaseSessionOptions, options);
        Api.Release(Entry.ReleaseEnv, environment);
        (CpuMemory, session, options, environment) = (0, 0, 0, 0);
    }

    private void Start(string modelFile)
    {
        nint made = 0;
        fixed (byte* name = OrtApi.Text("embeddedrnn"))
            Api.Check(((delegate* unmanaged<int, byte*, nint*, nint>)Api[Entry.CreateEnv])(LogErrors, name, &made));
        environment = made;
        Api.Check(((delegate* unmanaged<nint*, nint>)Api[Entry.CreateSessionOptions])(&made));
        options = made;
        Api.Set(Entry.SetIntraOpNumThreads, options, 1);
        Api.Set(Entry.SetInterOpNumThreads, options, 1);
        Api.Set(Entry.SetSessionExecutionMode, options, 0);
        Api.Set(Entry.SetSessionGraphOptimizationLevel, options, AllOptimisations);
        session = Load(modelFile);
        const int DeviceAllocator = 0, UsualMemory = 0;
        Api.Check(((delegate* unmanaged<int, int, nint*, nint>)Api[Entry.CreateCpuMemoryInfo])(DeviceAllocator, UsualMemory, &made));
        CpuMemory = made;
        ReadSignature();
    }

    private nint Load(string modelFile)
    {
        nint made = 0;
        try
        {
            fixed (byte* file = OrtApi.FileName(modelFile))
                Api.Check(((delegate* unmanaged<nint, byte*, nint, nint*, nint>)Api[Entry.CreateSession])(environment, file, options, &made));
            return made;
        }
        catch (OrtException exception)
        {
            throw new OrtException($"{modelFile} cannot be opened; it must be an ONNX file, such as an export of the model. {exception.Message}");
        }
    }

    private void ReadSignature()
    {
        var inputs = new OrtInput[(int)Api.Get(Entry.SessionGetInputCount, session)];
        for (int i = 0; i < inputs.Length; i++)
        {
            nint type = 0, tensor = 0;
            Api.Check(((delegate* unmanaged<nint, nint, nint*, nint>)Api[Entry.SessionGetInputTypeInfo])(session, i, &type));
            Api.Check(((delegate* unmanaged<nint, nint*, nint>)Api[Entry.CastTypeInfoToTensorInfo])(type, &tensor));
            string name = Name(Entry.SessionGetInputName, i);
            if (tensor == 0) throw new OrtException($"the input '{name}' is not a tensor.");
            int element = 0;
            Api.Check(((delegate* unmanaged<nint, int*, nint>)Api[Entry.GetTensorElementType])(tensor, &element));
            inputs[i] = new OrtInput(name, element, Dimensions(tensor));
            Api.Release(Entry.ReleaseTypeInfo, type);
        }
        Inputs = inputs;
        var outputs = new string[(int)Api.Get(Entry.SessionGetOutputCount, session)];
        for (int i = 0; i < outputs.Length; i++) outputs[i] = Name(Entry.SessionGetOutputName, i);
        Outputs = outputs;
    }

    private long[] Dimensions(nint tensor)
    {
        var dimensions = new long[(int)Api.Get(Entry.GetDimensionsCount, tensor)];
        fixed (long* first = dimensions)
            Api.Check(((delegate* unmanaged<nint, long*, nint, nint>)Api[Entry.GetDimensions])(tensor, first, dimensions.Length));
        return dimensions;
    }

    private string Name(Entry entry, int index)
    {
        nint allocator = 0, name = 0;
        Api.Check(((delegate* unmanaged<nint*, nint>)Api[Entry.GetAllocatorWithDefaultOptions])(&allocator));
        Api.Check(((delegate* unmanaged<nint, nint, nint, nint*, nint>)Api[entry])(session, index, allocator, &name));
        string text = Marshal.PtrToStringUTF8(name)!;
        Api.Check(((delegate* unmanaged<nint, nint, nint>)Api[Entry.AllocatorFree])(allocator, name));
        return text;
    }
}

/// <summary>An input of a graph; a dimension that the file leaves open is -1 or 0.</summary>
internal sealed record OrtInput(string Name, int ElementType, long[] Dimensions)
{
    public const int Float = 1, Int32 = 6, Int64 = 7;

    /// <summary>Why none of a file's inputs takes a sequence of so many steps, and what to do.</summary>
    public static string NoneTakes(IReadOnlyList<OrtInput> inputs, int steps, int width) => FormattableString.Invariant(
        $"the file has no input of float32 that takes {steps} step{(steps == 1 ? "" : "s")} of {width} value{(width == 1 ? "" : "s")} at a time; it has {string.Join(", ", inputs)}. Export it with an open number of steps (dynamic_axes).");

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{string.Join(", ", Dimensions.Select(d => d <= 0 ? "any" : d.ToString(CultureInfo.InvariantCulture)))}]";
}
