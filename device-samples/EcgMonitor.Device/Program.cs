using System;

namespace EcgMonitor
{
    internal static class Program
    {
        // The LED of the board: 2 on an ESP32 DevKit, 25 on a Pico, PG6 (16 * 6 + 6) on an STM32F769I-DISCO.
        private const int LedPin = 2;
        private const int TicksPerSample = 10000000 / EcgExcerpt.Rate;

        public static void Main()
        {
            try
            {
                Watch();
            }
            catch (Exception exception)
            {
                // Nobody else would tell.
                Console.WriteLine("FAIL " + exception.GetType().Name + ": " + exception.Message);
            }
        }

        private static void Watch()
        {
            var led = new Led(LedPin);
            var watch = new EcgWatch();
            int late = 0;
            long due = DateTime.UtcNow.Ticks;
            for (int sample = 0; sample < EcgExcerpt.Samples.Length; sample++)
            {
                if (watch.Next(EcgExcerpt.Millivolts(sample)))
                {
                    led.Light(watch.LastWasIrregular);
                    Console.WriteLine("beat " + watch.Beats.ToString() + " at sample " + watch.LastBeat.ToString() + (watch.LastWasIrregular ? ": irregular" : ""));
                }
                due += TicksPerSample;
                if (DateTime.UtcNow.Ticks > due) late++;
                while (DateTime.UtcNow.Ticks < due)
                {
                    // A sensor would be read here when its next sample is there.
                }
            }
            led.Light(false);
            Console.WriteLine("DONE " + watch.Beats.ToString() + " beats, " + watch.Irregular.ToString() + " irregular; " + late.ToString() + " of " + EcgExcerpt.Samples.Length.ToString() + " samples late");
        }
    }
}
