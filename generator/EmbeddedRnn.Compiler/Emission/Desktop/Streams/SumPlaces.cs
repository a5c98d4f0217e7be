using System.Collections.Generic;
using EmbeddedRnn.Compiler.Planning;

namespace EmbeddedRnn.Compiler.Emission.Desktop.Streams;

/// <summary>
/// Where the sums of a group of streams lie between two loops: a vector each, and one more for its total where a sum is
/// added up tile by tile. Once added up, a sum lies where its total was.
/// </summary>
internal sealed class SumPlaces
{
    private const int Vector = 16;
    private readonly Dictionary<string, int> places = new();
    private readonly HashSet<string> swapped = new();

    /// <summary>Places for a group of streams.</summary>
    public SumPlaces(StreamPassPlan plan) => Length = LengthOf(plan);

    /// <summary>Values of the sums and totals of the group.</summary>
    public int Length { get; }

    /// <summary>Values of the sums and totals of a group.</summary>
    public static int LengthOf(StreamPassPlan plan) => plan.Streams * plan.SumsOfAStream * Vector;

    public string Load(VectorCode vector, string sum) => vector.Load("sum", At(sum, swapped.Contains(sum)));

    public string Store(VectorCode vector, string sum, string value) => vector.Store(value, "sum", At(sum, swapped.Contains(sum)));

    public string LoadTotal(VectorCode vector, string sum) => vector.Load("sum", At(sum, !swapped.Contains(sum)));

    public string StoreTotal(VectorCode vector, string sum, string value) => vector.Store(value, "sum", At(sum, !swapped.Contains(sum)));

    /// <summary>From now on the total is the sum.</summary>
    public void MoveToTotal(string sum)
    {
        if (!swapped.Remove(sum)) swapped.Add(sum);
    }

    // Totals in the second half; without any there is none.
    private string At(string sum, bool second)
    {
        if (!places.TryGetValue(sum, out int place)) places.Add(sum, place = places.Count * Vector);
        return Literal.Of(second ? Length / 2 + place : place);
    }
}
