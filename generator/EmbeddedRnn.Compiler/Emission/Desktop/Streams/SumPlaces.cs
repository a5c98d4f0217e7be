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

    private readonly int half;

    /// <summary>Places for a group of streams.</summary>
    /// <param name="streams">Streams of the group.</param>
    /// <param name="sums">Sums of one stream, chains included.</param>
    public SumPlaces(int streams, int sums) => half = streams * sums * Vector;

    /// <summary>Values of the sums and totals of the group.</summary>
    public int Length => 2 * half;

    /// <summary>Values of the sums and totals of any streams.</summary>
    public static int MostLength(int streams) => new SumPlaces(streams, StreamPassPlan.MostSumsOfAStream).Length;

    public string Load(VectorCode vector, string sum) => vector.Load("sum", At(sum, swapped.Contains(sum)));

    public string Store(VectorCode vector, string sum, string value) => vector.Store(value, "sum", At(sum, swapped.Contains(sum)));

    public string LoadTotal(VectorCode vector, string sum) => vector.Load("sum", At(sum, !swapped.Contains(sum)));

    public string StoreTotal(VectorCode vector, string sum, string value) => vector.Store(value, "sum", At(sum, !swapped.Contains(sum)));

    /// <summary>From now on the total is the sum.</summary>
    public void MoveToTotal(string sum)
    {
        if (!swapped.Remove(sum)) swapped.Add(sum);
    }

    private string At(string sum, bool second)
    {
        if (!places.TryGetValue(sum, out int place)) places.Add(sum, place = places.Count * Vector);
        return Literal.Of(second ? half + place : place);
    }
}
