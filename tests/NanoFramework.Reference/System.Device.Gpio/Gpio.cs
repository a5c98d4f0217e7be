namespace System.Device.Gpio
{
    public enum PinMode
    {
        Input,
        InputPullDown,
        InputPullUp,
        Output,
    }

    public readonly struct PinValue
    {
        public static PinValue High => throw null;
        public static PinValue Low => throw null;
        public static implicit operator PinValue(int value) => throw null;
        public static implicit operator PinValue(bool value) => throw null;
    }

    public class GpioPin : IDisposable
    {
        internal GpioPin() { }
        public virtual int PinNumber => throw null;
        public void Dispose() { }
        public virtual PinValue Read() => throw null;
        public virtual void SetPinMode(PinMode mode) { }
        public virtual void Toggle() { }
        public virtual void Write(PinValue value) { }
    }

    public sealed class GpioController : IDisposable
    {
        public GpioController() { }
        public void Dispose() { }
        public GpioPin OpenPin(int pinNumber) => throw null;
        public GpioPin OpenPin(int pinNumber, PinMode mode) => throw null;
    }
}
