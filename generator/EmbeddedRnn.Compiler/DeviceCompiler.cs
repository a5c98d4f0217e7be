using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler.Emission;
using EmbeddedRnn.Compiler.Emission.Device;
using EmbeddedRnn.Compiler.Planning.Boards;
using EmbeddedRnn.Compiler.Planning.Device;

namespace EmbeddedRnn.Compiler;

/// <summary>
/// From a model to the C# of the device profile: C# 9 for .NET nanoFramework's mscorlib alone, weights as literals as far as the IL
/// budget lasts and in static rows beyond it, float arithmetic in one fixed order.
/// </summary>
public static class DeviceCompiler
{
    /// <summary>Generates the rest of the user's partial class.</summary>
    /// <param name="target">The class to complete; not a record, which nanoFramework has not.</param>
    /// <param name="model">The network, with its weights.</param>
    /// <param name="options">What the class may cost; null for <see cref="DeviceOptions.Default"/>.</param>
    /// <returns>The class and its weights: two files.</returns>
    /// <exception cref="ArgumentException">
    /// A record, a model without its weights, a plain RNN whose activation is not stated, or a class that takes more than its budget or
    /// more than .NET nanoFramework can hold; the message says by how much and what helps.
    /// </exception>
    public static IReadOnlyList<EmittedFile> Compile(ClassTarget target, Model model, DeviceOptions? options = null)
    {
        (IReadOnlyList<EmittedFile> files, DevicePlanReport report) = Write(target, model, options);
        IReadOnlyList<BudgetProblem> exceeded = DeviceBudget.OfClass(report);
        if (exceeded.Count > 0) throw new ArgumentException($"{model.Name}: {exceeded[0].Message}.", nameof(model));
        return files;
    }

    /// <summary>Generates the class whether it fits or not, for an editor that already says what does not.</summary>
    /// <returns>The class and its weights, and what they take.</returns>
    /// <inheritdoc cref="Plan"/>
    public static (IReadOnlyList<EmittedFile> Files, DevicePlanReport Report) Write(ClassTarget target, Model model, DeviceOptions? options = null)
    {
        DeviceClass made = Make(target, model, options);
        DevicePlanReport report = DeviceReport.Of(made);
        return (Files(made, report), report);
    }

    private static IReadOnlyList<EmittedFile> Files(DeviceClass made, DevicePlanReport report)
    {
        string name = made.Plan.Target.Name.TrimStart('@');
        return new EmittedFile[]
        {
            new($"{name}.g.cs", File(made.Plan, report, "The class", true, made.Members)),
            new($"{name}.Weights.g.cs", File(made.Plan, report, "The weights", false, made.Weights)),
        };
    }

    /// <summary>What the class would take, whether it fits or not.</summary>
    /// <param name="target">The class.</param>
    /// <param name="model">The network, with its weights.</param>
    /// <param name="options">What the class may cost; null for <see cref="DeviceOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">A record, a model without its weights, or a plain RNN whose activation is not stated.</exception>
    public static DevicePlanReport Plan(ClassTarget target, Model model, DeviceOptions? options = null) => DeviceReport.Of(Make(target, model, options));

    private static DeviceClass Make(ClassTarget target, Model model, DeviceOptions? options)
    {
        if (target.IsRecord) throw new ArgumentException($"{target.Name} is a record, which .NET nanoFramework does not have: make it a class.", nameof(target));
        if (!model.HasWeights) throw new ArgumentException($"the weights of {model.Name} are not loaded, and device code carries them.", nameof(model));
        if (model.AllLayers.OfType<RnnLayer>().Any(rnn => rnn.Function is null))
            throw new ArgumentException($"{model.Name} has a plain RNN whose activation is not stated.", nameof(model));
        return ShapePlanner.Plan(new DevicePlan(target, model, options ?? DeviceOptions.Default));
    }

    private static string File(DevicePlan plan, DevicePlanReport report, string content, bool equations, string members)
    {
        var code = new CodeWriter();
        DeviceHeader.Emit(code, plan, report, content, equations);
        var scopes = new Stack<IDisposable>();
        if (plan.Target.Namespace.Length > 0) scopes.Push(code.Block($"namespace {plan.Target.Namespace}"));
        foreach (string type in plan.Target.ContainingTypes) scopes.Push(code.Block(type));
        scopes.Push(code.Block(plan.Target.Declaration));
        code.Line(members.TrimEnd('\n'));
        while (scopes.Count > 0) scopes.Pop().Dispose();
        return code.ToString();
    }
}
