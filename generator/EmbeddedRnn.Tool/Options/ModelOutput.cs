using System;
using System.Collections.Generic;

namespace EmbeddedRnn.Tool.Options;

/// <summary>Writes a trained model in the format that its file's ending names: .safetensors, else model text.</summary>
internal static class ModelOutput
{
    public static void Write(string option, string output, Model model, IEnumerable<KeyValuePair<string, string>> notes) => OutputPath.Write(option, output, () =>
    {
        if (IsSafetensors(output)) ModelFile.WriteSafetensors(model, output, notes);
        else ModelFile.Write(model, output, weightsBeside: false);
    });

    private static bool IsSafetensors(string output) => output.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);
}
