namespace EmbeddedRnn.Compiler.Emission.Desktop;

/// <summary>Expressions on vectors of one width, or on single values.</summary>
internal sealed class VectorCode
{
    public VectorCode(int width)
    {
        Width = width;
        Class = $"Vector{32 * width}";
    }

    public int Width { get; }

    public bool IsScalar => Width == 1;

    public string Zero => IsScalar ? "0f" : $"{Class}<float>.Zero";

    private string Class { get; }

    public string Create(string value) => IsScalar ? value : $"{Class}.Create({value})";

    public string Load(string reference, string at) =>
        IsScalar ? Value(reference, at)
        : at == "0" ? $"{Class}.LoadUnsafe(ref {reference})"
        : $"{Class}.LoadUnsafe(ref {reference}, {at})";

    /// <summary>One value of a vector, which is as wide or half as wide, in every place of another: a permutation, which needs no memory.</summary>
    public string Broadcast(string vector, int place, int width) =>
        IsScalar ? vector
        : place == 0 ? $"{Class}.Create({vector}.ToScalar())"
        : $"{Class}.Shuffle({vector}{(width < Width ? $".To{Class}Unsafe()" : "")}, {Class}.Create({Literal.Of(place)}))";

    public string Store(string value, string reference, string at) =>
        IsScalar ? $"{Value(reference, at)} = {value};"
        : at == "0" ? $"{value}.StoreUnsafe(ref {reference});"
        : $"{value}.StoreUnsafe(ref {reference}, {at});";

    /// <summary>The lower part of a vector where a narrower one is wanted.</summary>
    public static string Lower(string vector, int width, int wanted) => wanted == width ? vector : vector + ".GetLower()";

    /// <summary>a * b + c.</summary>
    public static string MultiplyAdd(string a, string b, string c) => $"RnnMath.MultiplyAdd({a}, {b}, {c})";

    public static string Tanh(string value) => $"RnnActivations.Tanh({value})";

    /// <summary>The gate whose pre-activation was halved: 0.5 + 0.5 * tanh.</summary>
    public string Gate(string value) => MultiplyAdd(Create("0.5f"), Tanh(value), Create("0.5f"));

    /// <summary>A single value.</summary>
    public static string Value(string reference, string at) => at == "0" ? reference : $"Unsafe.Add(ref {reference}, {at})";

    /// <summary>A position: a variable or nothing, and a constant.</summary>
    public static string At(string? variable, int constant) =>
        variable is null ? Literal.Of(constant)
        : constant == 0 ? variable
        : $"{variable} + {Literal.Of(constant)}";
}
