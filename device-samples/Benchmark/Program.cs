using System;

namespace Benchmark
{
    internal static class Program
    {
        private const long TicksPerCase = 5000000;

        public static void Main()
        {
            try
            {
                Measure();
            }
            catch (Exception exception)
            {
                // nanoCLR ends without a word at an exception that nobody catches.
                Console.WriteLine("FAIL " + exception.GetType().Name + ": " + exception.Message);
            }
        }

        private static void Measure()
        {
            Console.WriteLine("GRU, 13 inputs, 24 units, and a read-out of 10; a tick is 100 ns");
            Console.WriteLine(Row("network", "ticks/step", "ns/step", "naive/this"));
            long naive = 0;
            for (int i = 0; i < Networks.Count; i++)
            {
                BenchmarkCase network = Networks.Create(i);
                var input = new float[network.InputSize];
                var output = new float[network.OutputSize];
                Pass(network, input, output);
                int steps = 0;
                long start = DateTime.UtcNow.Ticks;
                long ticks = 0;
                while (ticks < TicksPerCase)
                {
                    steps += Pass(network, input, output);
                    ticks = DateTime.UtcNow.Ticks - start;
                }
                long nanoseconds = ticks * 100 / steps;
                if (i == 0) naive = nanoseconds;
                long tenths = nanoseconds == 0 ? 0 : naive * 10 / nanoseconds;
                Console.WriteLine(Row(network.Name, (ticks / steps).ToString(), nanoseconds.ToString(), (tenths / 10).ToString() + "." + (tenths % 10).ToString()));
            }
            Console.WriteLine("DONE");
        }

        // All words once; the steps that they take.
        private static int Pass(BenchmarkCase network, float[] input, float[] output)
        {
            float[] words = Words.Frames;
            int steps = words.Length / input.Length;
            for (int step = 0; step < steps; step++)
            {
                Array.Copy(words, step * input.Length, input, 0, input.Length);
                network.Step(input, output);
            }
            return steps;
        }

        private static string Row(string name, string ticks, string nanoseconds, string ratio)
        {
            return name.PadRight(28, ' ') + ticks.PadLeft(12, ' ') + nanoseconds.PadLeft(12, ' ') + ratio.PadLeft(12, ' ');
        }
    }
}
