namespace EmbeddedRnn.Compiler.Emission.Device.Rows;

/// <summary>A row's place in generated code: a number, where the row is written out, or a loop's variable.</summary>
internal readonly record struct Unit(int? Number, string Text)
{
    /// <summary>The unit of a loop over rows.</summary>
    public static readonly Unit Variable = new(null, "u");

    public static Unit At(int number) => new(number, Literal.Of(number));
}
