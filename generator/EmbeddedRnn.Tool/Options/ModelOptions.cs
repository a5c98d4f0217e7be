using System;
using System.CommandLine;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Tool.Output;

namespace EmbeddedRnn.Tool.Options;

/// <summary>The model file and what it may not say itself: the arguments that every command with a model has.</summary>
/// <param name="console">Where warnings go.</param>
/// <param name="anyWeights">True for a command that accepts NaN and infinite weights without being told.</param>
/// <param name="changesGates">False for a command that takes the gates as the file has them.</param>
internal sealed class ModelOptions(ToolConsole console, bool anyWeights = false, bool changesGates = true)
{
    private const string RnnTanh = "rnn tanh";
    private const string RnnRelu = "rnn relu";

    // What the reader tells programs; the option is what a user has.
    private const string LibraryAdvice = $"Set {nameof(ImportOptions.AllowNonFinite)}";

    private readonly Argument<string> model = new("MODEL") { Description = "The model file; its format is recognised by its content. docs/formats.md lists the formats." };

    private readonly Option<string?> prefix = new("--prefix")
    {
        Description = "Read the cell whose tensor names start so, such as \"encoder.gru.\", and leave the file's other tensors aside.",
        HelpName = "P",
    };

    private readonly Option<string?> cell = new("--cell")
    {
        Description = $"What the file does not say about its cell: \"{RnnTanh}\" or \"{RnnRelu}\".",
        HelpName = "CELL",
    };

    private readonly Option<string?> gates = new("--gates")
    {
        Description = $"The functions of the gates, where they are not to be the file's: one of {GateFamilies.GateWords} for all, "
            + "or each by its letter, as in \"z=hardsigmoid02,r=step,candidate=hardtanh\".",
        HelpName = "GATES",
    };

    private readonly Option<bool> allowNonFinite = new("--allow-non-finite") { Description = "Accept weights that are NaN or infinite." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(model);
        command.Options.Add(prefix);
        command.Options.Add(cell);
        if (changesGates) command.Options.Add(gates);
        if (!anyWeights) command.Options.Add(allowNonFinite);
    }

    public string File(ParseResult parsed) =>
        parsed.GetRequiredValue(model) is { Length: > 0 } file ? file : throw new ToolException("MODEL: the file name is empty.");

    /// <summary>Reads the model as the file has it.</summary>
    public Model Read(ParseResult parsed)
    {
        ImportOptions options = Options(parsed);
        try
        {
            return WithGates(parsed, ModelFile.Read(File(parsed), options));
        }
        catch (ImportException exception) when (exception.Message.Contains(LibraryAdvice, StringComparison.Ordinal))
        {
            throw new ToolException(exception.Message.Replace(LibraryAdvice, $"Add {allowNonFinite.Name}", StringComparison.Ordinal), exception);
        }
    }

    /// <summary>Reads a model that can be computed: one that leaves nothing open.</summary>
    public Model ReadComplete(ParseResult parsed)
    {
        Model read = Read(parsed);
        if (!ReferenceEquals(read.WithActivation(Activation.Tanh), read))
            throw new ToolException($"{File(parsed)}: the file does not say the activation of its plain RNN; add --cell \"{RnnTanh}\" or --cell \"{RnnRelu}\".");
        return read;
    }

    private Model WithGates(ParseResult parsed, Model read)
    {
        if (!changesGates || parsed.GetValue(gates) is not { } words) return read;
        try
        {
            GateSpec spec = GateWords.Parse(words);
            if (spec.Without(read) is { Count: > 0 } absent)
                throw new ToolException($"{gates.Name}: {File(parsed)} has no cell with {string.Join(", ", absent)}; its layers are {read}.");
            foreach (string gate in spec.Untrained(read))
                console.Error.WriteLine($"warning: the {gate} becomes a step: a model that was not trained with it loses 11 to 17 points of accuracy.");
            return spec.ApplyTo(read);
        }
        catch (FormatException exception)
        {
            throw new ToolException($"{gates.Name}: {exception.Message}", exception);
        }
    }

    private ImportOptions Options(ParseResult parsed) => new()
    {
        Prefix = parsed.GetValue(prefix),
        AllowNonFinite = anyWeights || parsed.GetValue(allowNonFinite),
        Activation = parsed.GetValue(cell) switch
        {
            RnnTanh => Activation.Tanh,
            RnnRelu => Activation.Relu,
            null => null,
            var other => throw new ToolException($"--cell: '{other}' is not known; it must be \"{RnnTanh}\" or \"{RnnRelu}\"."),
        },
    };
}
