using System.CommandLine;

namespace EmbeddedRnn.Tool;

/// <summary>The model file and what it may not say itself: the arguments that every command with a model has.</summary>
internal sealed class ModelOptions
{
    private const string RnnTanh = "rnn tanh";
    private const string RnnRelu = "rnn relu";

    private readonly Argument<string> model = new("MODEL") { Description = "The model file: PyTorch .safetensors or model text; recognised by its content." };

    private readonly Option<string?> prefix = new("--prefix")
    {
        Description = "Read the cell whose tensor names start so, such as \"encoder.gru.\", and leave the file's other tensors aside.",
        HelpName = "P",
    };

    private readonly Option<string?> cell = new("--cell")
    {
        Description = "What the file does not say about its cell: \"rnn tanh\" or \"rnn relu\".",
        HelpName = "CELL",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(model);
        command.Options.Add(prefix);
        command.Options.Add(cell);
    }

    public string File(ParseResult parsed) => parsed.GetRequiredValue(model);

    public Model Read(ParseResult parsed) => ModelFile.Read(File(parsed), new ImportOptions
    {
        Prefix = parsed.GetValue(prefix),
        Activation = parsed.GetValue(cell) switch
        {
            RnnTanh => Activation.Tanh,
            RnnRelu => Activation.Relu,
            null => null,
            var other => throw new ToolException($"--cell: '{other}' is not known; it must be \"{RnnTanh}\" or \"{RnnRelu}\"."),
        },
    });
}
