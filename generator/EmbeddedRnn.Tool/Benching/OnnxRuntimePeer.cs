using System;
using System.Collections.Generic;
using System.IO;
using EmbeddedRnn.Benching;
using EmbeddedRnn.Benching.OnnxRuntime;

namespace EmbeddedRnn.Tool.Benching;

/// <summary>The same model file in ONNX Runtime, one step a call and a sequence a call.</summary>
internal sealed class OnnxRuntimePeer : IDisposable
{
    private readonly OrtSession session;

    private OnnxRuntimePeer(OrtSession session, Contender[] contenders) => (this.session, Contenders) = (session, contenders);

    public string Version => session.Version;

    public IReadOnlyList<Contender> Contenders { get; }

    public static OnnxRuntimePeer Start(Model model, BenchChoices choices, RepeatedInputs inputs)
    {
        if (!File.Exists(choices.Library)) throw new ToolException($"--library: there is no file {choices.Library}.");
        OrtSession? session = null;
        try
        {
            session = OrtSession.Open(choices.Library!, choices.ModelFile);
            return new OnnxRuntimePeer(session, [
                OrtContender.Create(session, model, inputs, 1), OrtContender.Create(session, model, inputs, Bench.SequenceSteps)]);
        }
        catch (OrtException exception)
        {
            session?.Dispose();
            throw new ToolException($"--against onnxruntime: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        foreach (Contender contender in Contenders) ((OrtContender)contender).Dispose();
        session.Dispose();
    }
}
