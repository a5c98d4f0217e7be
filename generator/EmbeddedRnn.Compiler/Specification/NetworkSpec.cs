namespace EmbeddedRnn.Compiler.Specification;

/// <summary>What [RecurrentModel] says, as values: which model the class is. All else stands in the model.</summary>
public sealed record NetworkSpec : ClassSpec;
