namespace EmbeddedRnn.Compiler.Specification;

/// <summary>
/// The ids of everything that can be wrong with an annotated class. An id is never used again for something else.
/// ERNN101 and above belong to the build targets. Each id has a page in docs/diagnostics.
/// </summary>
public static class ProblemIds
{
    /// <summary>The class is not partial.</summary>
    public const string ClassNotPartial = "ERNN001";

    /// <summary>A type around the class is not partial.</summary>
    public const string ContainingTypeNotPartial = "ERNN002";

    /// <summary>The class is static, abstract, generic, file-local or has a primary constructor.</summary>
    public const string UnsupportedClass = "ERNN003";

    /// <summary>The class has more than one of the attributes.</summary>
    public const string TwoAttributes = "ERNN004";

    /// <summary>The input size or the hidden size is not stated.</summary>
    public const string SizeMissing = "ERNN005";

    /// <summary>A size is zero, negative or over the limit.</summary>
    public const string SizeOutOfRange = "ERNN006";

    /// <summary>An option that nobody may guess is stated neither by the attribute nor by the model.</summary>
    public const string OptionNotStated = "ERNN007";

    /// <summary>The project has no model of this name.</summary>
    public const string ModelNotFound = "ERNN008";

    /// <summary>Several models of the project fit the name.</summary>
    public const string ModelAmbiguous = "ERNN009";

    /// <summary>The model's text cannot be read.</summary>
    public const string ModelTextDamaged = "ERNN010";

    /// <summary>The attribute and the model disagree.</summary>
    public const string SpecAndModelDisagree = "ERNN011";

    /// <summary>The model is not one cell of the attribute's kind.</summary>
    public const string ModelNotThisCell = "ERNN012";

    /// <summary>The project's target framework, language version or references are not enough.</summary>
    public const string UnsupportedTarget = "ERNN013";

    /// <summary>The generator itself failed.</summary>
    public const string InternalError = "ERNN014";

    /// <summary>A warning: a gate is to be 0 or 1 that was not trained so.</summary>
    public const string GateNotTrained = "ERNN016";

    /// <summary>A class cannot be device code as it is.</summary>
    public const string NoDeviceCode = "ERNN017";

    /// <summary>A class is to have integer weights, and its model does not tell a range that they need.</summary>
    public const string RangeNotKnown = "ERNN018";

    /// <summary>The inputs on which integer weights are to be measured are not there, or are none for the model.</summary>
    public const string InputsUnusable = "ERNN029";

    /// <summary>The project names a board that is not known.</summary>
    public const string BoardNotKnown = "ERNN028";

    /// <summary>The attribute of a whole network names no model.</summary>
    public const string NoModelNamed = "ERNN015";

    /// <summary>A device class takes more IL than its budget even in its smallest form.</summary>
    public const string DeviceBudgetExceeded = "ERNN020";

    /// <summary>A device class takes more IL than an assembly can have.</summary>
    public const string DeviceCodeTooLarge = "ERNN021";

    /// <summary>A device class has more static data than an assembly can have.</summary>
    public const string DeviceDataTooLarge = "ERNN022";

    /// <summary>A method of a device class is beyond what the interpreter can run.</summary>
    public const string DeviceMethodTooLarge = "ERNN023";

    /// <summary>The device classes of a project together take more IL than an assembly can have.</summary>
    public const string DeviceCompilationCode = "ERNN024";

    /// <summary>The device classes of a project together have more static data than an assembly can have.</summary>
    public const string DeviceCompilationData = "ERNN025";

    /// <summary>The device classes take more flash than the board has.</summary>
    public const string BoardFlash = "ERNN026";

    /// <summary>The device classes take more memory than the board has.</summary>
    public const string BoardMemory = "ERNN027";
}
