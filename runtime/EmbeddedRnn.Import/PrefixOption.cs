namespace EmbeddedRnn;

/// <summary>Refuses a prefix for a format whose weights have no names.</summary>
internal static class PrefixOption
{
    public static void Refuse(ImportSource source, ImportOptions options, string format)
    {
        if (options.Prefix is not null)
            throw source.Error("", $"the prefix '{Printable.Name(options.Prefix)}' was given, but the tensors of {format} have no prefixes.");
    }
}
