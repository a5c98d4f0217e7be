using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace HardGates;

/// <summary>Predicts an electrocardiogram with the device code, sample by sample, as a wearable would.</summary>
internal static class Program
{
    // The record's own scale: (value - 1024) / 200 is millivolts.
    private const double MicrovoltsPerUnit = 1000.0 / 200;

    // The last tenth of the record is what the network was not trained with.
    private const double HeldOut = 0.1;

    private static int Main(string[] arguments)
    {
        string file = arguments.Length > 0 ? arguments[0] : Path.Combine(AppContext.BaseDirectory, "mitdb-208-mlii.csv");
        float[] record;
        try
        {
            record = [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => float.Parse(line, CultureInfo.InvariantCulture))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            Console.Error.WriteLine($"{file} cannot be read: {exception.Message}");
            return 2;
        }
        if (record.Length < 100)
        {
            Console.Error.WriteLine($"{file} has {record.Length} samples; there must be at least 100.");
            return 2;
        }
        int first = (int)((1 - HeldOut) * record.Length);
        var predictor = new EcgPredictor();
        float[] sample = new float[1];
        float[] prediction = new float[1];
        double network = 0, last = 0;
        for (int t = 0; t + 1 < record.Length; t++)
        {
            sample[0] = record[t];
            predictor.Step(sample, prediction);
            if (t < first) continue;
            network += Math.Pow(prediction[0] - record[t + 1], 2);
            last += Math.Pow(record[t] - record[t + 1], 2);
        }
        double count = record.Length - 1 - first;
        Write($"samples                  {record.Length}, the last {count} held out");
        Write($"weights                  {EcgPredictor.ParameterCount}");
        Write($"prediction error, root mean square over what was held out");
        Write($"  device code            {MicrovoltsPerUnit * Math.Sqrt(network / count):0.0} \u00b5V");
        Write($"  the last sample again  {MicrovoltsPerUnit * Math.Sqrt(last / count):0.0} \u00b5V");
        return 0;
    }

    private static void Write(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
