using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.DeviceChecks;

namespace EmbeddedRnn.Device.Tests;

/// <summary>Classes of the device profile, compiled by <see cref="NanoFramework"/>.</summary>
internal static class DeviceClasses
{
    /// <summary>The class of a model.</summary>
    public static Type Compile(Model model) => Compile([model])[0];

    /// <summary>The classes of many models with options each, which is faster than one by one; compiled as usual, or as is given.</summary>
    public static IReadOnlyList<Type> Compile(IReadOnlyList<(Model Model, DeviceOptions? Options)> models, Func<IEnumerable<string>, byte[]>? compile = null)
    {
        var files = models.SelectMany((model, i) => DeviceCompiler.Compile(ClassTarget.Parse(Name(i)), model.Model, model.Options));
        Assembly assembly = Assembly.Load((compile ?? NanoFramework.Compile)(files.Select(file => file.Text)));
        return models.Select((_, i) => assembly.GetType(Name(i), throwOnError: true)!).ToArray();
    }

    /// <summary>The classes of many models together, in shapes by turns; compiled as usual, or as is given.</summary>
    public static IReadOnlyList<Type> Compile(IReadOnlyList<Model> models, Func<IEnumerable<string>, byte[]>? compile = null) =>
        Compile(models.Select((model, i) => (model, (DeviceOptions?)new DeviceOptions { IlBudget = 64 * 1024, Shape = Fits(model) ? Shapes.ByTurns(i) : null })).ToArray(), compile);

    /// <summary>An instance for each of many models.</summary>
    public static IEnumerable<DeviceNetwork> Create(IReadOnlyList<Model> models, int longestSequence = 64, Func<IEnumerable<string>, byte[]>? compile = null) =>
        models.Zip(Compile(models, compile), (model, type) => new DeviceNetwork(model, type, longestSequence)).ToArray();

    // A product takes ten bytes, by columns 14, where a weight is a literal.
    private static bool Fits(Model model) => 14 * model.MacsPerStep < 50_000;

    private static string Name(int index) => $"Generated.Network{index}";
}
