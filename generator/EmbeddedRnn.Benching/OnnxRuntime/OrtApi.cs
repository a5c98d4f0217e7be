using System;
using System.Runtime.InteropServices;
using System.Text;

namespace EmbeddedRnn.Benching.OnnxRuntime;

/// <summary>
/// ONNX Runtime's C interface: one exported function gives a table of functions, whose order never changes. Declared here is what
/// <see cref="OrtSession"/> needs, by its place in that table (onnxruntime_c_api.h, structure OrtApi).
/// </summary>
internal sealed unsafe class OrtApi
{
    /// <summary>The version of the table that is asked for: the oldest that the supported models need.</summary>
    private const uint TableVersion = 11;

    private readonly nint* table;

    private OrtApi(nint* table, string version)
    {
        this.table = table;
        Version = version;
    }

    internal enum Entry
    {
        GetErrorMessage = 2,
        CreateEnv = 3,
        CreateSession = 7,
        Run = 9,
        CreateSessionOptions = 10,
        SetSessionExecutionMode = 13,
        SetSessionGraphOptimizationLevel = 23,
        SetIntraOpNumThreads = 24,
        SetInterOpNumThreads = 25,
        SessionGetInputCount = 30,
        SessionGetOutputCount = 31,
        SessionGetInputTypeInfo = 33,
        SessionGetInputName = 36,
        SessionGetOutputName = 37,
        CreateTensorWithDataAsOrtValue = 49,
        GetTensorMutableData = 51,
        CastTypeInfoToTensorInfo = 55,
        GetTensorElementType = 60,
        GetDimensionsCount = 61,
        GetDimensions = 62,
        GetTensorShapeElementCount = 64,
        GetTensorTypeAndShape = 65,
        CreateCpuMemoryInfo = 69,
        AllocatorFree = 76,
        GetAllocatorWithDefaultOptions = 78,
        ReleaseEnv = 92,
        ReleaseStatus = 93,
        ReleaseMemoryInfo = 94,
        ReleaseSession = 95,
        ReleaseValue = 96,
        ReleaseTypeInfo = 98,
        ReleaseTensorTypeAndShapeInfo = 99,
        ReleaseSessionOptions = 100,
    }

    /// <summary>"1.20.0".</summary>
    public string Version { get; }

    public static OrtApi Load(string library)
    {
        nint handle;
        try
        {
            handle = NativeLibrary.Load(library);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw new OrtException($"{library} cannot be loaded: {exception.Message.ReplaceLineEndings(" ")}");
        }
        if (!NativeLibrary.TryGetExport(handle, "OrtGetApiBase", out nint export))
            throw new OrtException($"{library} is not ONNX Runtime's library: it has no function OrtGetApiBase.");
        // Two functions: GetApi(version), GetVersionString().
        var root = (nint*)((delegate* unmanaged<nint>)export)();
        string version = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)root[1])()) ?? "";
        nint table = ((delegate* unmanaged<uint, nint>)root[0])(TableVersion);
        return table != 0 ? new OrtApi((nint*)table, version) : throw new OrtException($"{library} is ONNX Runtime {version}, which is too old.");
    }

    /// <summary>The address of a function.</summary>
    public nint this[Entry entry] => table[(int)entry];

    /// <summary>A file's name as the interface wants it: UTF-16 on Windows, else UTF-8; ended by zero.</summary>
    public static byte[] FileName(string path) => OperatingSystem.IsWindows() ? Encoding.Unicode.GetBytes(path + "\0") : Text(path);

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + "\0");

    /// <summary>Throws what a function complained about.</summary>
    public void Check(nint status)
    {
        if (status == 0) return;
        string message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)this[Entry.GetErrorMessage])(status)) ?? "it failed without a reason.";
        Release(Entry.ReleaseStatus, status);
        throw new OrtException($"ONNX Runtime {Version}: {message.ReplaceLineEndings(" ")}");
    }

    public void Release(Entry release, nint handle)
    {
        if (handle != 0) ((delegate* unmanaged<nint, void>)this[release])(handle);
    }

    /// <summary>A function of one handle that gives a number or a handle.</summary>
    public nint Get(Entry entry, nint handle)
    {
        nint result = 0;
        Check(((delegate* unmanaged<nint, nint*, nint>)this[entry])(handle, &result));
        return result;
    }

    /// <summary>A function of a handle and a number.</summary>
    public void Set(Entry entry, nint handle, int value) => Check(((delegate* unmanaged<nint, int, nint>)this[entry])(handle, value));
}
