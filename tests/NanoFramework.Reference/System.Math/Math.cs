namespace System
{
    public static class Math
    {
        public const double PI = 3.1415926535897931;
        public const double E = 2.7182818284590451;
        public static int Abs(int value) => throw null;
        public static float Abs(float value) => throw null;
        public static double Abs(double value) => throw null;
        public static double Cos(double value) => throw null;
        public static double Exp(double value) => throw null;
        public static double Floor(double value) => throw null;
        public static double Log(double value) => throw null;
        public static int Max(int a, int b) => throw null;
        public static float Max(float a, float b) => throw null;
        public static double Max(double a, double b) => throw null;
        public static int Min(int a, int b) => throw null;
        public static float Min(float a, float b) => throw null;
        public static double Min(double a, double b) => throw null;
        public static double Pow(double value, double power) => throw null;
        public static double Round(double value) => throw null;
        public static double Sin(double value) => throw null;
        public static double Sqrt(double value) => throw null;
        public static double Tanh(double value) => throw null;
        public static double Truncate(double value) => throw null;
    }
}
