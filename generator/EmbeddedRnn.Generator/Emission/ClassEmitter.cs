using System;
using System.Collections.Generic;
using System.Linq;
using EmbeddedRnn.Compiler;
using EmbeddedRnn.Compiler.Specification;
using EmbeddedRnn.Generator.Values;

namespace EmbeddedRnn.Generator.Emission;

/// <summary>From a class and its model to the files of its generated part.</summary>
internal sealed class ClassEmitter(Func<ClassTarget, Model, WeightSource, DesktopOptions, IReadOnlyList<EmittedFile>> compile)
{
    /// <summary>Compiles the model, or where there is a problem another in its place; the diagnostics tell what is wrong.</summary>
    /// <param name="request">The class and its model.</param>
    /// <param name="error">What was measured of it; null where nothing was.</param>
    public EmittedClass Emit(ClassRequest request, string? error) => Guard.Run(
        () =>
        {
            (Model? model, WeightSource weights, _) = request.Resolve();
            DesktopOptions options = request.Class.Spec.Options with { MeasuredError = error };
            if (model is null)
            {
                (model, weights) = request.StandIn();
                options = DesktopOptions.Default;
            }
            if (model is null) return new EmittedClass(request.Class, default, null);
            if (request.Profile == Profile.Device) return DeviceBranch.Emit(request.Class, model, request.DeviceIlBudget);
            return new EmittedClass(request.Class, HintNames.Of(request.Class, compile(request.Class.Target, model, weights, options)), null);
        },
        failure => new EmittedClass(request.Class, default, failure));
}
