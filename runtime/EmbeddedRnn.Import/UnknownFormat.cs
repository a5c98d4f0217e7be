using System;
using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn;

/// <summary>Says what a file seems to be that is of no known format, and what to do with it.</summary>
internal static class UnknownFormat
{
    public static string Explain(ReadOnlySpan<byte> start, IEnumerable<IModelFormat> formats)
    {
        if (start.IsEmpty) return "the file is empty.";
        if (start.StartsWith("version https://git-lfs"u8)) return "this is a Git LFS pointer, not the model itself; run 'git lfs pull'.";
        if (start.StartsWith("PK"u8))
        {
            return "this is a zip archive, which is how torch.save writes; save the weights in Python with "
                + "safetensors.torch.save_file(module.state_dict(), \"model.safetensors\").";
        }
        return $"the format is not known; known are {string.Join("; ", formats.Select(f => f.Description))}.";
    }
}
