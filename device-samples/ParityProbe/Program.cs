using System;

namespace ParityProbe
{
    internal static class Program
    {
        public static int Main()
        {
            return Probe.Run(Print) ? 0 : 1;
        }

        private static void Print(string line)
        {
            Console.WriteLine(line);
        }
    }
}
