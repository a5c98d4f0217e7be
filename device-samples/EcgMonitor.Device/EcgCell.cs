namespace EcgMonitor
{
    /// <summary>The GRU of the desktop sample; the rest of it is generated.</summary>
    internal sealed partial class EcgCell
    {
    }
}
