namespace EmbeddedRnn.Reference;

/// <summary>What the class under test did over a sequence: the state before each step, the output and the state after it.</summary>
internal sealed class Recording
{
    public Recording(float[] inputs, int steps)
    {
        Inputs = inputs;
        (Before, Outputs, After) = (new float[steps][], new float[steps][], new float[steps][]);
    }

    public float[] Inputs { get; }

    public int Steps => Outputs.Length;

    public float[][] Before { get; }

    public float[][] Outputs { get; }

    public float[][] After { get; }
}
