namespace EmbeddedRnn.Generator;

/// <summary>The names of the pipeline's steps, by which tests ask why a step ran.</summary>
internal static class Steps
{
    /// <summary>An attribute and its class, with their places in files.</summary>
    public const string Parsed = "ParsedClasses";

    /// <summary>The classes that code can be generated for, without places.</summary>
    public const string Classes = "Classes";

    /// <summary>Files of model text, read.</summary>
    public const string ModelContents = "ModelContents";

    /// <summary>The project's models by name.</summary>
    public const string Models = "Models";

    /// <summary>Files of inputs that attributes name, read.</summary>
    public const string Inputs = "Inputs";

    /// <summary>The errors of integer weights.</summary>
    public const string Measured = "Measured";

    /// <summary>What the project is made for, and what it lacks.</summary>
    public const string Target = "Target";

    /// <summary>Classes whose file names differ by case alone.</summary>
    public const string Clashes = "Clashes";

    /// <summary>A class with its model.</summary>
    public const string Requests = "Requests";

    /// <summary>The generated files of a class.</summary>
    public const string Emitted = "Emitted";

    /// <summary>What all device classes exceed together.</summary>
    public const string Budget = "Budget";

    /// <summary>The classes that the generator failed for.</summary>
    public const string Failures = "Failures";

    /// <summary>What is wrong, with its places.</summary>
    public const string Diagnoses = "Diagnoses";
}
