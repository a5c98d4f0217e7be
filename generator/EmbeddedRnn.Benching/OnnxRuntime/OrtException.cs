using System;

namespace EmbeddedRnn.Benching.OnnxRuntime;

/// <summary>ONNX Runtime cannot be loaded, or refuses something, or computes something else; the message says which.</summary>
public sealed class OrtException(string message) : Exception(message);
