using System.Collections.Generic;
using System.Linq;

namespace EmbeddedRnn.Generator.Tests.Driver;

/// <summary>The names of all steps of the pipeline.</summary>
internal static class StepNames
{
    public static IReadOnlyList<string> All { get; } = [.. typeof(Steps).GetFields().Select(f => (string)f.GetRawConstantValue()!)];

    /// <summary>The steps that come before and with the code, without the diagnostics, which follow the places in files.</summary>
    public static IReadOnlyList<string> Code { get; } =
        [Steps.Classes, Steps.ModelContents, Steps.Models, Steps.Target, Steps.Clashes, Steps.Inputs, Steps.Requests, Steps.Measured, Steps.Emitted, Steps.Budget, Steps.Failures];
}
