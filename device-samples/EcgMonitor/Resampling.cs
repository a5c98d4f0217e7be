using System;

namespace EcgMonitor;

/// <summary>
/// Another sampling rate by straight lines between the samples. It has no filter: it is for looking at a record of
/// another rate, not for measuring on it.
/// </summary>
internal static class Resampling
{
    public static float[] Linear(float[] values, double from, double to)
    {
        int count = (int)Math.Floor((values.Length - 1) * to / from) + 1;
        var result = new float[count];
        for (int i = 0; i < count; i++)
        {
            double position = i * from / to;
            int left = Math.Min((int)position, values.Length - 1);
            int right = Math.Min(left + 1, values.Length - 1);
            result[i] = (float)(values[left] + (values[right] - values[left]) * (position - left));
        }
        return result;
    }
}
