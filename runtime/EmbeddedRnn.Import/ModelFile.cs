using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>
/// Reads trained models from files: model text, safetensors, ONNX, and JSON as PyTorch, RTNeural, AIDA-X, GuitarML and Neural Amp
/// Modeler write it. The format is recognised by content, not by the file's ending. Nothing is guessed: what a file holds beyond
/// what is understood is an error that names it.
/// </summary>
public static class ModelFile
{
    private const int StartLength = 64;

    private static readonly IModelFormat[] Formats =
        [new ModelTextFormat(), new Json.JsonFormat(), new Safetensors.SafetensorsFormat(), new Onnx.OnnxFormat()];

    /// <summary>Reads a model from a file.</summary>
    /// <param name="path">The file. Model text with "weights binary" takes the weights from the file beside it, see <see cref="WeightsPath"/>.</param>
    /// <param name="options">What the file does not say; null for none.</param>
    /// <exception cref="ImportException">The file cannot be opened, is damaged, or holds what is not supported.</exception>
    public static Model Read(string path, ImportOptions? options = null) => Open(path, stream => Read(stream, path, path, options));

    /// <summary>Reads a model from a stream, from its position to its end. The stream need not be seekable and stays open.</summary>
    /// <param name="stream">The bytes of one of the supported formats.</param>
    /// <param name="name">The name of the file, for messages and, without its ending, for a model that carries none.</param>
    /// <param name="options">What the file does not say; null for none.</param>
    /// <exception cref="ImportException">The bytes are damaged, or hold what is not supported.</exception>
    public static Model Read(Stream stream, string name, ImportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        return Read(stream, name, null, options);
    }

    /// <summary>Reads the test that a file carries of its own model, as AIDA-X's files do.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Inputs and the outputs that the model, as <see cref="Read(string, ImportOptions?)"/> gives it, must have for them; null where the file has none.</returns>
    /// <exception cref="ImportException">The file cannot be opened or is damaged, or inputs and outputs do not fit together.</exception>
    public static SelfTest? ReadSelfTest(string path) => Open(path, stream => ReadSelfTest(stream, path));

    /// <summary>Reads the test that a stream's file carries of its own model, see <see cref="ReadSelfTest(string)"/>.</summary>
    /// <param name="stream">The bytes of one of the supported formats, from its position to its end.</param>
    /// <param name="name">The name of the file, for messages.</param>
    /// <exception cref="ImportException">The bytes are damaged, or inputs and outputs do not fit together.</exception>
    public static SelfTest? ReadSelfTest(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        byte[] start = Start(stream);
        return Format(start, name).ReadSelfTest(ImportSource.Load(name, null, start, stream));
    }

    /// <summary>Reads what a file notes beside its network: an author, a sample rate, how well it was trained. It changes nothing in the model.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The notes by name, in the order of the file; none for formats that have none.</returns>
    /// <exception cref="ImportException">The file cannot be opened or is damaged.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> ReadMetadata(string path) => Open(path, stream =>
    {
        byte[] start = Start(stream);
        return Format(start, path).ReadMetadata(ImportSource.Load(path, path, start, stream));
    });

    /// <summary>Where the weights of a model text lie that does not carry them: "gesture.rnn.bin" beside "gesture.rnn.txt".</summary>
    public static string WeightsPath(string textPath)
    {
        ArgumentNullException.ThrowIfNull(textPath);
        bool usual = textPath.EndsWith(ModelText.Extension, StringComparison.OrdinalIgnoreCase);
        return (usual ? textPath[..^ModelText.Extension.Length] : textPath) + ModelText.WeightsExtension;
    }

    /// <summary>
    /// Writes a model as model text. Files are written under another name first and renamed when complete: an error leaves
    /// what was there before.
    /// </summary>
    /// <param name="model">The model, with its weights.</param>
    /// <param name="textPath">The text file; its folder must exist.</param>
    /// <param name="weightsBeside">
    /// True to put the weights, little-endian float32, into <see cref="WeightsPath"/>; false to put them into the text, and
    /// to delete such a file of an earlier text.
    /// </param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static void Write(Model model, string textPath, bool weightsBeside)
    {
        ArgumentNullException.ThrowIfNull(model);
        string weightsPath = WeightsPath(textPath);
        using var text = new ReplacedFile(textPath);
        if (!weightsBeside)
        {
            text.Write(ModelText.Write(model));
            text.Complete();
            File.Delete(weightsPath);
            return;
        }
        using var weights = new ReplacedFile(weightsPath);
        text.Write(ModelText.WriteBinary(model, weights.Stream));
        // The weights first: a build takes the text's date as the date of both.
        weights.Complete();
        text.Complete();
    }

    /// <summary>
    /// Writes a model as safetensors: tensors with PyTorch's names and gate order, and in the notes (__metadata__) the whole structure,
    /// so that layers, the gates' functions, scalings and ranges come back exactly. The file takes its name when it is complete.
    /// </summary>
    /// <param name="model">The model, with its weights.</param>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="notes">Further notes for people, such as how the model was trained; null for none.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void WriteSafetensors(Model model, string path, IEnumerable<KeyValuePair<string, string>>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var file = new ReplacedFile(path);
        Safetensors.StatedModel.Write(model, file.Stream, notes ?? []);
        file.Complete();
    }

    private static T Open<T>(string path, Func<Stream, T> read)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path)) throw new ImportException(path, "", "this is a folder; name the model file in it.");
        try
        {
            using FileStream stream = File.OpenRead(path);
            return read(stream);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImportException(path, "", Path.IsPathFullyQualified(path) ? "there is no such file." : $"there is no such file; its full path is '{Path.GetFullPath(path)}'.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ImportException(path, "", "the file cannot be read: " + exception.Message, exception);
        }
    }

    private static Model Read(Stream stream, string file, string? path, ImportOptions? options)
    {
        options ??= new ImportOptions();
        // Recognised before it is read whole: something endless is not read to its end.
        byte[] start = Start(stream);
        Model model = Format(start, file).Read(ImportSource.Load(file, path, start, stream), options);
        return ActivationOption.Apply(model, options.Activation, file);
    }

    private static byte[] Start(Stream stream)
    {
        byte[] start = new byte[StartLength];
        Array.Resize(ref start, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        return start;
    }

    private static IModelFormat Format(byte[] start, string file) => Formats.FirstOrDefault(f => f.Recognises(start))
        ?? throw new ImportException(file, "", UnknownFormat.Explain(start, Formats));
}
