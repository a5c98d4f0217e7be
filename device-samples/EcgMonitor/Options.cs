using System.Globalization;

namespace EcgMonitor;

/// <summary>What the command line asks for.</summary>
/// <param name="Input">A file of the user's own; null for the last two minutes of the record that comes along.</param>
/// <param name="Rate">Samples a second in the file.</param>
/// <param name="Millivolts">True when the file is in mV, false when it is in the record's ADC units.</param>
/// <param name="Picture">Where the SVG goes.</param>
/// <param name="Help">True when only the usage is asked for.</param>
internal sealed record Options(string? Input, double Rate, bool Millivolts, string Picture, bool Help)
{
    public const string Usage = """
        EcgMonitor [--input FILE [--rate HZ] [--millivolts]] [--picture FILE]
          --input FILE     one value a line; left out: the last two minutes of the record that comes along
          --rate HZ        samples a second in FILE, 50 to 5000 (360); others than 360 are interpolated linearly
          --millivolts     FILE is in mV; left out: ADC units, mV = (value - 1024) / 200
          --picture FILE   where the SVG goes (ecg-monitor.svg)
        """;

    public static Options Parse(string[] arguments)
    {
        var options = new Options(null, EcgRecord.Rate, false, "ecg-monitor.svg", false);
        bool fileOnly = false;
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--help" or "-h": options = options with { Help = true }; break;
                case "--input": options = options with { Input = Value(arguments, ref i) }; break;
                case "--picture": options = options with { Picture = Value(arguments, ref i) }; break;
                case "--millivolts": options = options with { Millivolts = fileOnly = true }; break;
                case "--rate":
                    options = options with { Rate = ParseRate(Value(arguments, ref i)) };
                    fileOnly = true;
                    break;
                default: throw new InputException($"unknown argument '{arguments[i]}'; --help lists those there are.");
            }
        }
        if (fileOnly && options.Input is null && !options.Help)
            throw new InputException("--rate and --millivolts describe a file: give it with --input FILE.");
        return options;
    }

    private static string Value(string[] arguments, ref int i)
    {
        string name = arguments[i];
        if (++i >= arguments.Length || arguments[i].Length == 0) throw new InputException($"{name} needs a value; --help shows how.");
        return arguments[i];
    }

    private static double ParseRate(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) && rate is >= 50 and <= 5000)
            return rate;
        throw new InputException($"--rate '{text}' is not a number of samples a second from 50 to 5000.");
    }
}
