#if !NANOCLR_HOST
using System.Device.Gpio;
#endif

namespace EcgMonitor
{
    /// <summary>The LED of the board; a nanoCLR on a PC, which has no pins, prints what it would show.</summary>
    internal sealed class Led
    {
#if NANOCLR_HOST
        private bool lit;

        public Led(int pin)
        {
            System.Console.WriteLine("no LED here: pin " + pin.ToString() + " of a board");
        }

        public void Light(bool on)
        {
            if (on != lit) System.Console.WriteLine(on ? "LED on" : "LED off");
            lit = on;
        }
#else
        private readonly GpioPin pin;

        public Led(int pin)
        {
            this.pin = new GpioController().OpenPin(pin, PinMode.Output);
        }

        public void Light(bool on)
        {
            pin.Write(on ? PinValue.High : PinValue.Low);
        }
#endif
    }
}
