using System.CommandLine;
using System.Linq;
using EmbeddedRnn.Reference;

namespace EmbeddedRnn.Tool.Options;

/// <summary>--input and --expected, or the test that the model's file carries of itself.</summary>
internal sealed class SequencePair
{
    private readonly Option<string?> input = new("--input") { Description = $"The inputs: {SequenceFiles.Kinds}.", HelpName = "X" };

    private readonly Option<string?> expected = new("--expected") { Description = "The outputs that there should be, in such a file.", HelpName = "Y" };

    public void AddTo(Command command)
    {
        command.Options.Add(input);
        command.Options.Add(expected);
    }

    public (Sequence Inputs, Sequence Expected) Read(ParseResult parsed, string modelFile, Model model)
    {
        switch (parsed.GetValue(input), parsed.GetValue(expected))
        {
            case ({ } inputFile, { } expectedFile):
                Sequence inputs = SequenceFiles.Inputs(inputFile, model);
                return (inputs, SequenceFiles.Expected(expectedFile, model, inputFile, inputs));
            case (null, null):
                return SelfTest(modelFile, model);
            default:
                throw new ToolException($"{input.Name} and {expected.Name} belong together; give both.");
        }
    }

    private (Sequence Inputs, Sequence Expected) SelfTest(string file, Model model)
    {
        SelfTest test = ModelFile.ReadSelfTest(file)
            ?? throw new ToolException($"{file}: the file carries no inputs and outputs to check it with; give {input.Name} and {expected.Name}.");
        return (Sequence.Of(model.InputSize, [.. test.Inputs]), Sequence.Of(model.OutputSize, [.. test.Expected]));
    }
}
