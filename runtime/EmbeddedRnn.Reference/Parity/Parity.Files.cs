using System;
using System.IO;

namespace EmbeddedRnn.Reference;

/// <content>The comparisons with sequences in files: .csv, .npy or .safetensors; see <see cref="Sequence.Read"/>.</content>
public sealed partial class Parity
{
    /// <summary>A free run from the model's initial state, compared with outputs from a file.</summary>
    /// <param name="inputs">The file of the inputs.</param>
    /// <param name="expected">The file of the outputs.</param>
    /// <param name="tolerance">The largest error allowed.</param>
    /// <exception cref="InvalidDataException">A file cannot be understood; the message says what and where.</exception>
    /// <exception cref="ArgumentException">The sequences do not fit the model or one another.</exception>
    public ParityResult Against(string inputs, string expected, double tolerance = 1e-5) =>
        Against(Sequence.Read(inputs), Sequence.Read(expected), tolerance);

    /// <summary>Every step from the expected output of the step before, compared with outputs from a file; see <see cref="TeacherForced(Sequence, Sequence, double, float[])"/>.</summary>
    /// <param name="inputs">The file of the inputs.</param>
    /// <param name="expected">The file of the outputs.</param>
    /// <param name="tolerance">The largest error allowed.</param>
    /// <exception cref="InvalidDataException">A file cannot be understood; the message says what and where.</exception>
    /// <exception cref="ArgumentException">The sequences do not fit the model or one another.</exception>
    public ParityResult TeacherForced(string inputs, string expected, double tolerance = 1e-5) =>
        TeacherForced(Sequence.Read(inputs), Sequence.Read(expected), tolerance);

    /// <summary>Every step from the reference's own state, compared with the double reference; see <see cref="AgainstReference(Sequence, double, float[])"/>.</summary>
    /// <param name="inputs">The file of the inputs.</param>
    /// <param name="tolerance">The largest error allowed.</param>
    /// <exception cref="InvalidDataException">The file cannot be understood; the message says what and where.</exception>
    public ParityResult AgainstReference(string inputs, double tolerance = 1e-6) => AgainstReference(Sequence.Read(inputs), tolerance);

    /// <summary>A free run, compared with the double reference as long as the model is stable; see <see cref="FreeRunAgainstReference(Sequence, double, float[])"/>.</summary>
    /// <param name="inputs">The file of the inputs.</param>
    /// <param name="tolerance">The largest error allowed.</param>
    /// <exception cref="InvalidDataException">The file cannot be understood; the message says what and where.</exception>
    public ParityResult FreeRunAgainstReference(string inputs, double tolerance = 2e-6) => FreeRunAgainstReference(Sequence.Read(inputs), tolerance);
}
