namespace EcgMonitor
{
    /// <summary>The median of the last values, kept in order as they come and go; allocates nothing after construction.</summary>
    internal sealed class RunningMedian
    {
        private readonly float[] ring;
        private readonly float[] sorted;
        private int next;
        private int count;

        public RunningMedian(int length)
        {
            ring = new float[length];
            sorted = new float[length];
        }

        public int Count
        {
            get { return count; }
        }

        /// <summary>The median (the upper one of an even number); 0 when there are no values.</summary>
        public float Value
        {
            get { return count == 0 ? 0f : sorted[count / 2]; }
        }

        public void Add(float value)
        {
            if (count == ring.Length) Remove(ring[next]);
            ring[next] = value;
            next = next + 1 == ring.Length ? 0 : next + 1;
            int at = count++;
            while (at > 0 && sorted[at - 1] > value)
            {
                sorted[at] = sorted[at - 1];
                at--;
            }
            sorted[at] = value;
        }

        public void Clear()
        {
            count = 0;
            next = 0;
        }

        private void Remove(float value)
        {
            int at = 0;
            while (at < count - 1 && sorted[at] != value) at++;
            count--;
            for (; at < count; at++) sorted[at] = sorted[at + 1];
        }
    }
}
