namespace EmbeddedRnn.Compiler.Planning.Device.Il;

/// <summary>How often something runs in a step: when no guard finds its gate closed, when half of them do, when all do.</summary>
internal readonly record struct Executions(double Open, double Half, double Closed)
{
    public static readonly Executions Once = new(1, 1, 1);

    public static readonly Executions Never = new(0, 0, 0);

    /// <summary>The same in a loop, or behind a branch that is taken so often.</summary>
    public Executions Times(double count) => new(Open * count, Half * count, Closed * count);

    /// <summary>The same behind a guard that lets pass what is not closed.</summary>
    public Executions Guarded() => new(Open, Half / 2, 0);

    /// <summary>The other side of a guard.</summary>
    public Executions Refused() => new(0, Half / 2, Closed);

    public static Executions operator +(Executions a, Executions b) => new(a.Open + b.Open, a.Half + b.Half, a.Closed + b.Closed);

    public static Executions operator *(Executions a, Executions b) => new(a.Open * b.Open, a.Half * b.Half, a.Closed * b.Closed);
}
