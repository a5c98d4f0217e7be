using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EmbeddedRnn.Compiler;

namespace EmbeddedRnn.Tool.Emitting;

/// <summary>The files of one generated class.</summary>
/// <param name="Name">The class's name, with which all of its files start.</param>
/// <param name="Files">The C#.</param>
/// <param name="Weights">The bytes of the weights' file, where the weights are too many for C#.</param>
/// <param name="ResourceName">The name under which the code looks for that file in the assembly.</param>
internal sealed record EmittedClass(string Name, IReadOnlyList<EmittedFile> Files, byte[]? Weights, string ResourceName)
{
    public string WeightsName => Name + ModelText.WeightsExtension;

    /// <summary>The line that the project needs. Without WithCulture the ending could be taken for a language.</summary>
    public string ProjectLine => $"<EmbeddedResource Include=\"{WeightsName}\" LogicalName=\"{ResourceName}\" WithCulture=\"false\" />";

    /// <summary>The class of the desktop profile.</summary>
    public static EmittedClass Desktop(Model model, string file, ClassTarget target, DesktopOptions options)
    {
        string name = target.Name.TrimStart('@');
        string resource = Resource(target);
        bool inline = model.ParameterCount <= ModelText.InlineLimit || options.Weights != WeightFormat.Float32;
        try
        {
            IReadOnlyList<EmittedFile> files = DesktopCompiler.Compile(target, model, inline ? WeightSource.Inline : WeightSource.Resource(resource), options);
            return new EmittedClass(name, files, inline ? null : Bytes(model), resource);
        }
        catch (ArgumentException exception)
        {
            throw ToolException.From(file, exception);
        }
    }

    /// <summary>The class of the device profile, which always carries its weights.</summary>
    public static EmittedClass Device(Model model, string file, ClassTarget target, DeviceOptions options)
    {
        try
        {
            return new EmittedClass(target.Name.TrimStart('@'), DeviceCompiler.Compile(target, model, options), null, Resource(target));
        }
        catch (ArgumentException exception)
        {
            throw ToolException.From(file, exception);
        }
    }

    private static string Resource(ClassTarget target) =>
        $"EmbeddedRnn.{string.Join('.', new[] { target.Namespace, target.Name }.Where(part => part.Length > 0))}.weights".Replace("@", "");

    private static byte[] Bytes(Model model)
    {
        using var bytes = new MemoryStream();
        ModelText.WriteBinary(model, bytes);
        return bytes.ToArray();
    }
}
