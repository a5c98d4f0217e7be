namespace EmbeddedRnn.Tool.Reporting;

/// <summary>The colours of the pictures: told apart also by those who see fewer of them.</summary>
internal static class Palette
{
    public const string Ink = "#1b1f24";
    public const string Muted = "#59636e";
    public const string Grid = "#e3e6ea";
    public const string Axis = "#9aa2ab";

    private static readonly string[] Colours = ["#2166ac", "#d6601f", "#1b7f5c", "#8a4fa3", "#b58900", "#c2345e", "#4d7d91", "#6b6b6b"];

    public static string Of(int series) => Colours[series % Colours.Length];
}
