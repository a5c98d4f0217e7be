using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission.Device.Rows;
using EmbeddedRnn.Compiler.Emission.Device.Stages;

namespace EmbeddedRnn.Compiler.Emission.Device.Quantised;

/// <summary>A layer in whole numbers. Its rows are loops over tables or written out, as its shape says; columns are never loops.</summary>
internal abstract class QuantisedStage : DeviceStage
{
    /// <summary>The most values that a row is multiplied with: they stand in locals, of which a method has 255.</summary>
    public const int MostColumns = 236;

    protected QuantisedStage(string name, Slot output, WeightFormat format)
        : base(name, output) => Format = format;

    public sealed override bool HasColumnLoops => false;

    /// <summary>The real values of <see cref="DeviceStage.Output"/>, where those are whole numbers.</summary>
    public abstract FixedValues Values { get; }

    protected WeightFormat Format { get; }

    /// <summary>How many binary places values lose before they are multiplied.</summary>
    protected int ValueShift { get; set; }

    /// <summary>The largest magnitude of a value that is multiplied.</summary>
    protected int Limit => Fixed.One >> ValueShift;

    /// <summary>An expression without the places that a row's values lose, rounded.</summary>
    protected string Shifted(string value, int more = 0)
    {
        int shift = ValueShift + more;
        return shift == 0 ? value : $"{value} + {1 << shift - 1} >> {shift}";
    }

    /// <summary>Takes the values of an array that are read into locals, and gives the names of all.</summary>
    protected IReadOnlyList<string> Load(CodeWriter writer, string array, string local, int count, System.Func<int, bool> isRead, bool declared = false)
    {
        foreach (int i in Enumerable.Range(0, count).Where(isRead)) writer.Line($"{(declared ? "" : "int ")}{local}{i} = {Shifted($"{array}[{i}]")};");
        return Enumerable.Range(0, count).Select(i => $"{local}{i}").ToArray();
    }

    /// <summary>The units, those in a loop first, then those that are written out.</summary>
    protected void EmitUnits(CodeWriter writer, int count, int looped, System.Action<Unit> emit)
    {
        if (looped > 0)
        {
            using (writer.Block($"for (int u = 0; u < {looped}; u++)")) emit(Unit.Variable);
        }
        for (int unit = looped; unit < count; unit++) emit(Unit.At(unit));
    }
}
