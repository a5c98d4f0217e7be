using System;
using Google.Protobuf;

namespace EmbeddedRnn.Onnx;

/// <summary>
/// ONNX: a Protocol Buffers message that holds a graph of operators. The graph is not matched against patterns: every value is
/// followed from the input to the output as (time, batch, features, layers so far), see <see cref="Interpreter"/>.
/// </summary>
/// <remarks>Source: the ONNX specification, https://onnx.ai/onnx/repo-docs/IR.html and https://onnx.ai/onnx/operators/.</remarks>
internal sealed class OnnxFormat : IModelFormat
{
    // Versions of the file format are small numbers; all that are known today fit, with room.
    private const byte NewestIrVersion = 40;

    public string Description => "ONNX (a Protocol Buffers message that starts with its version)";

    // Field 1, a varint, is the version. Then follows another field of a model, in the order of their numbers.
    public bool Recognises(ReadOnlySpan<byte> start) =>
        start.Length >= 3 && start[0] == 0x08 && start[1] is > 0 and <= NewestIrVersion
        && start[2] is 0x12 or 0x1A or 0x22 or 0x28 or 0x32 or 0x3A or 0x42 or 0x72;

    public Model Read(ImportSource source, ImportOptions options)
    {
        if (options.Prefix is not null)
            throw source.Error("", $"the prefix '{Printable.Name(options.Prefix)}' was given, but the tensors of an ONNX file have no prefixes.");
        WireCheck.Check(source);
        return NetworkReader.Read(new OnnxFile(source, Parse(source), options));
    }

    private static Proto.ModelProto Parse(ImportSource source)
    {
        try
        {
            return Proto.ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(source.Bytes);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw source.Error("", "the file is truncated or damaged, or not ONNX: " + exception.Message, exception);
        }
    }
}
