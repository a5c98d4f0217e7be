namespace EmbeddedRnn.DeviceChecks;

/// <summary>What is checked.</summary>
public enum DeviceRule
{
    /// <summary>IL bytes of all methods of an assembly: at most 65,535.</summary>
    CodeBytes,

    /// <summary>Static data and signatures of an assembly: less than 65,536 bytes, beyond which they wrap silently.</summary>
    StaticBytes,

    /// <summary>Strings and names of an assembly: at most 65,535 bytes.</summary>
    NameBytes,

    /// <summary>A branch goes at most 32,767 bytes forward and 32,768 back; beyond it the program dies silently.</summary>
    BranchDistance,

    /// <summary>A switch has at most 255 targets.</summary>
    SwitchTargets,

    /// <summary>A method has at most 255 locals.</summary>
    Locals,

    /// <summary>A method has at most 255 arguments, this included.</summary>
    Arguments,

    /// <summary>An evaluation stack holds at most 255 values.</summary>
    EvaluationStack,

    /// <summary>An object takes at most about 786 KB.</summary>
    ObjectBytes,

    /// <summary>
    /// A type has at most 255 static fields, 255 instance fields and 255 methods of each kind, beyond which the counts wrap. Each array
    /// of constants is a static field of one type of the compiler's, so an assembly has at most 255 different ones.
    /// </summary>
    Members,

    /// <summary>The metadata processor refuses some instructions.</summary>
    Opcode,

    /// <summary>Generic types and methods of one's own do not load, or hang.</summary>
    Generics,

    /// <summary>Pointers and fixed variables are refused.</summary>
    Pointers,

    /// <summary>Function pointers fail.</summary>
    FunctionPointers,

    /// <summary>Arrays of more than one dimension fail; jagged ones do not.</summary>
    ArrayRank,

    /// <summary>Interfaces with bodies or static members fail.</summary>
    InterfaceBodies,

    /// <summary>Attribute classes that the compiler wrote into the assembly, since the core library lacks them, cost flash or do not load.</summary>
    EmbeddedAttributes,

    /// <summary>A division by zero throws, of floats too; a divisor is a constant, or one that a named function keeps above zero.</summary>
    Division,

    /// <summary>A value keeps its unsigned tag inside an expression, and signed instructions go wrong with it.</summary>
    UnsignedTag,

    /// <summary>Generated code calculates in float alone, so that its bits are the same everywhere.</summary>
    Double,

    /// <summary>System.Math is another assembly, throws on some chips and rounds otherwise on others.</summary>
    Math,
}
