using System;

namespace EmbeddedRnn;

/// <summary>
/// A named, row-major matrix of float32 weights. A vector is a matrix of one row. Immutable.
/// </summary>
public sealed class Tensor
{
    private readonly float[]? values;

    /// <summary>Makes a tensor over <paramref name="values"/>, which it adopts without a copy: do not change the array afterwards.</summary>
    /// <param name="name">What the tensor is, from <see cref="TensorNames"/>.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="values">Row-major values, <paramref name="rows"/> * <paramref name="columns"/> of them.</param>
    /// <exception cref="ArgumentException">The number of values is not rows * columns; the message names both.</exception>
    public Tensor(string name, int rows, int columns, float[] values)
        : this(name, rows, columns)
    {
        if (values is null) throw new ArgumentNullException(nameof(values));
        if (values.Length != Count)
            throw new ArgumentException($"tensor {name} is [{rows}, {columns}] and needs {Count} values, but {values.Length} were given.", nameof(values));
        this.values = values;
    }

    private Tensor(string name, int rows, int columns)
    {
        if (rows < 1 || columns < 1 || (long)rows * columns > int.MaxValue)
            throw new ArgumentException($"tensor {name} cannot have the shape [{rows}, {columns}].");
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Rows = rows;
        Columns = columns;
    }

    /// <summary>What the tensor is, from <see cref="TensorNames"/>.</summary>
    public string Name { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Number of values: rows * columns.</summary>
    public int Count => Rows * Columns;

    /// <summary>False when only the shape is known here and the values travel in a binary resource.</summary>
    public bool HasValues => values is not null;

    /// <summary>The value at a position of the row-major order.</summary>
    public float this[int index] => Values[index];

    /// <summary>The value in a row and a column.</summary>
    public float this[int row, int column] => Values[row * Columns + column];

    private float[] Values =>
        values ?? throw new InvalidOperationException($"the values of tensor {Name} travel in a binary resource and are not loaded here.");

    /// <summary>A tensor whose shape alone is known; <see cref="HasValues"/> is false.</summary>
    public static Tensor ShapeOnly(string name, int rows, int columns) => new Tensor(name, rows, columns);

    /// <summary>A copy of the values, row-major.</summary>
    public float[] ToArray() => (float[])Values.Clone();

    /// <summary>Copies the values, row-major, to <paramref name="destination"/> from <paramref name="offset"/> on.</summary>
    public void CopyTo(float[] destination, int offset) => Array.Copy(Values, 0, destination, offset, Count);

    /// <summary>The name and the shape, for messages.</summary>
    public override string ToString() => $"{Name} [{Rows}, {Columns}]";
}
