using System;
using System.IO;

namespace EmbeddedRnn.Tool.Options;

/// <summary>The name of a model after the file that it is written to.</summary>
internal static class ModelName
{
    /// <summary>The file's name without folder and ending: "digits" for out/digits.rnn.txt.</summary>
    public static string Of(string file)
    {
        string name = Path.GetFileName(file);
        return name.EndsWith(ModelText.Extension, StringComparison.OrdinalIgnoreCase) ? name[..^ModelText.Extension.Length] : Path.GetFileNameWithoutExtension(name);
    }
}
