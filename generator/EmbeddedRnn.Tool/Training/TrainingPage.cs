namespace EmbeddedRnn.Tool.Training;

internal static class TrainingPage
{
    public static void Write(string file, TrainingRecord record)
    {
    }
}
