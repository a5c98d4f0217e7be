using System;

namespace ParityProbe
{
    /// <summary>Where a line goes.</summary>
    internal delegate void LineMethod(string line);

    /// <summary>All networks: does this machine compute what .NET computed, to the bit?</summary>
    internal static class Probe
    {
        /// <summary>Runs all; a line for each network that differs, and a closing line that starts with PASS or FAIL.</summary>
        /// <returns>True when all agree.</returns>
        public static bool Run(LineMethod print)
        {
            int failed = 0;
            for (int i = 0; i < Cases.Count; i++)
            {
                string problem = Problem(i);
                if (problem == null) continue;
                failed++;
                print("FAIL " + problem);
            }
            string networks = Cases.Count.ToString() + " networks, " + Signal.Steps.ToString() + " steps each";
            print(failed == 0
                ? "PASS " + networks + ": the same bits as on .NET"
                : "FAIL " + failed.ToString() + " of " + networks + ": other bits than on .NET");
            return failed == 0;
        }

        // Null where all is well. nanoCLR ends without a word at an exception that nobody catches.
        private static string Problem(int index)
        {
            string name = "network " + index.ToString();
            try
            {
                ProbeCase network = Cases.Create(index);
                name = network.Name;
                var run = new ProbeRun(network);
                return run.Hash == network.Hash ? null : name + " differs " + run.DifferenceFrom(network.Trace);
            }
            catch (Exception exception)
            {
                return name + " threw " + exception.GetType().Name + ": " + exception.Message;
            }
        }
    }
}
