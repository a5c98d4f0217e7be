namespace EmbeddedRnn.Json;

/// <summary>One way in which programs write models as JSON, recognised by the members of the outermost object.</summary>
internal interface IJsonModel
{
    /// <summary>What it is, for the message about JSON that is none.</summary>
    string Description { get; }

    /// <summary>Whether the outermost object is of this kind.</summary>
    bool Recognises(JsonPlace root);

    /// <summary>Reads the model.</summary>
    /// <exception cref="ImportException">It is damaged, or holds what is not supported.</exception>
    Model Read(JsonPlace root, ImportSource source, ImportOptions options);

    /// <summary>Whether a member of the outermost object notes something beside the network. Lists never do.</summary>
    bool IsNote(string member);

    /// <summary>Inputs and the outputs that the model must give for them; null where the file has none.</summary>
    SelfTest? ReadSelfTest(JsonPlace root) => null;
}
