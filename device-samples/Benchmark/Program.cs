using System;

namespace Benchmark
{
    internal static class Program
    {
        private const int Rounds = 3;
        private const int FramesOfAWord = 50;
        private const long TicksPerRound = 2000000;

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
            Console.WriteLine("GRU, 13 inputs, 24 units, and a read-out of 10; a tick is 100 ns; the fastest of three rounds");
            Console.WriteLine(Row("network", "ticks/step", "ns/step", "naive/this"));
            long naive = 0;
            for (int i = 0; i < Networks.Count; i++)
            {
                BenchmarkCase network = Networks.Create(i);
                var input = new float[network.InputSize];
                var output = new float[network.OutputSize];
                Pass(network, input, output);
                long nanoseconds = long.MaxValue;
                for (int round = 0; round < Rounds; round++)
                {
                    long once = Nanoseconds(network, input, output);
                    if (once < nanoseconds) nanoseconds = once;
                }
                if (i == 0) naive = nanoseconds;
                long tenths = nanoseconds == 0 ? 0 : naive * 10 / nanoseconds;
                Console.WriteLine(Row(network.Name, (nanoseconds / 100).ToString(), nanoseconds.ToString(), (tenths / 10).ToString() + "." + (tenths % 10).ToString()));
            }
            Console.WriteLine("DONE");
        }

        // A step, over as many passes as a fifth of a second holds.
        private static long Nanoseconds(BenchmarkCase network, float[] input, float[] output)
        {
            int steps = 0;
            long start = DateTime.UtcNow.Ticks;
            long ticks = 0;
            while (ticks < TicksPerRound)
            {
                steps += Pass(network, input, output);
                ticks = DateTime.UtcNow.Ticks - start;
            }
            return ticks * 100 / steps;
        }

        // A word once; the steps that it takes.
        private static int Pass(BenchmarkCase network, float[] input, float[] output)
        {
            float[] words = Words.Frames;
            int steps = words.Length / input.Length;
            for (int step = 0; step < steps; step++)
            {
                if (step % FramesOfAWord == 0) network.Reset();
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
