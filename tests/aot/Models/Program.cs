using System.IO;
using EmbeddedRnn;
using EmbeddedRnn.Testing;

// Writes the models that the program beside is built with, into the folder that the argument names.
string folder = args[0];
Directory.CreateDirectory(folder);
Write("rnn", CellOptions.Rnn(Activation.Tanh), 3, 17);
Write("gru", CellOptions.Gru(ResetPosition.After), 3, 24);
Write("lstm", CellOptions.Lstm(peepholes: true, projection: true), 5, 33);
// above ModelText.InlineLimit: its weights travel as a resource
Write("large", CellOptions.Gru(ResetPosition.Before), 32, 96);

void Write(string name, CellOptions options, int inputSize, int hiddenSize) => File.WriteAllText(
    Path.Combine(folder, name + ModelText.Extension),
    ModelText.Write(RandomModels.Contractive(options, inputSize, hiddenSize, seed: 1)));
