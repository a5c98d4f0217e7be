using System;
using System.IO;
using System.Linq;
using System.Text;

namespace EmbeddedRnn;

/// <summary>Model text, as <see cref="ModelText"/> writes it, with its weights in it or beside it.</summary>
internal sealed class ModelTextFormat : IModelFormat
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Description => "model text (its first line starts with 'embeddedrnn-model')";

    public bool Recognises(ReadOnlySpan<byte> start) => AfterMark(start).StartsWith("embeddedrnn-model"u8);

    public Model Read(ImportSource source, ImportOptions options)
    {
        PrefixOption.Refuse(source, options, "model text");
        Model model = Read(source);
        if (!options.AllowNonFinite) RefuseNonFinite(model, source);
        return model;
    }

    private static Model Read(ImportSource source)
    {
        try
        {
            string text = Utf8.GetString(AfterMark(source.Bytes));
            Model model = ModelText.Read(text);
            return model.HasWeights ? model : ModelText.Read(text, WeightsBeside(source));
        }
        catch (ModelTextException exception)
        {
            throw source.Error(FormattableString.Invariant($"line {exception.Line}"), exception.Reason, exception);
        }
        catch (DecoderFallbackException exception)
        {
            throw source.Error(FormattableString.Invariant($"byte {exception.Index}"), "the file is damaged: this is not UTF-8.", exception);
        }
    }

    private static byte[] WeightsBeside(ImportSource source)
    {
        if (source.Path is null)
            throw source.Error("", "the text carries no weights ('weights binary'), and a stream has no file beside it; read it by its path.");
        string path = ModelFile.WeightsPath(source.Path);
        if (!File.Exists(path))
            throw source.Error("", $"the text carries no weights ('weights binary'), and there is no file '{Path.GetFileName(path)}' beside it.");
        return File.ReadAllBytes(path);
    }

    private static void RefuseNonFinite(Model model, ImportSource source)
    {
        foreach (Tensor tensor in model.Layers.SelectMany(l => l.Tensors))
        {
            for (int i = 0; i < tensor.Count; i++)
            {
                if (!float.IsFinite(tensor[i])) throw NonFinite.Error(source, tensor.Name, i, tensor[i]);
            }
        }
    }

    private static ReadOnlySpan<byte> AfterMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("\uFEFF"u8) ? bytes["\uFEFF"u8.Length..] : bytes;
}
