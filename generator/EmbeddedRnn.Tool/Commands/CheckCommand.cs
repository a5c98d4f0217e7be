using System.CommandLine;
using EmbeddedRnn.Reference;
using EmbeddedRnn.Tool.Checking;
using EmbeddedRnn.Tool.Engines;
using EmbeddedRnn.Tool.Options;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Commands;

/// <summary>check MODEL [--input X --expected Y]: are these the outputs?</summary>
internal static class CheckCommand
{
    private const double UsualTolerance = 1e-5;

    private const string Help =
        """
        Compares a network's outputs with expected ones and says where they differ most, and why.
        A file that carries inputs and outputs of its own (AIDA-X) is checked with those unless others are given.
        The error of a value is |actual - expected| / max(1, |expected|). Exit code 0: within the tolerance; 1: not; 2: bad input.

        Example:
          embeddedrnn check gesture.safetensors --input x.csv --expected y.npy --tolerance 1e-5
        """;

    private const string TeacherForced =
        "Start each step from the expected output of the step before, as the hidden state of the last layer, instead of from the engine's own state: "
        + "for networks that are too sensitive for a free run. What the outputs do not hold (an LSTM's cell state, earlier layers, all state where the last layer is no cell) is taken from the "
        + "reference, which takes the same forced steps in double precision.";

    public static Command Create(ToolConsole console)
    {
        var model = new ModelOptions(console);
        var pair = new SequencePair();
        Option<double> tolerance = NumberOptions.Tolerance(UsualTolerance);
        Option<string?> state = CommonOptions.State();
        var forced = new Option<bool>("--teacher-forced") { Description = TeacherForced };
        Option<bool> json = CommonOptions.Json();
        var engine = new EngineOption();
        var command = new Command("check", Help) { tolerance, state, forced, json };
        pair.AddTo(command);
        engine.AddTo(command);
        model.AddTo(command);
        command.SetAction(parsed =>
        {
            Model read = model.ReadComplete(parsed);
            EngineKind kind = engine.Read(parsed);
            (Sequence inputs, Sequence expected) = pair.Read(parsed, model.File(parsed), read);
            var question = new Question(
                read, kind, inputs, expected, parsed.GetValue(tolerance), SequenceFiles.State(parsed.GetValue(state), read), parsed.GetValue(forced));
            CheckReport report = Answer.To(question, console);
            if (parsed.GetValue(json)) JsonOutput.Write(console.Output, report);
            else CheckText.Write(console.Output, report);
            return report.Within ? ExitCode.Success : ExitCode.Difference;
        });
        return command;
    }
}
