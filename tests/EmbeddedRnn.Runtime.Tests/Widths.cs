using System;
using System.Runtime.Intrinsics;
using EmbeddedRnn.CompilerServices;

namespace EmbeddedRnn.Runtime.Tests;

/// <summary>Every width of an activation applied to a span, so that one test body runs over all of them.</summary>
internal static class Widths
{
    internal delegate void Apply(ReadOnlySpan<float> x, Span<float> y);

    internal static readonly (string Width, Apply Apply)[] Tanh =
    [
        ("scalar", (x, y) => { for (var i = 0; i < x.Length; i++) y[i] = Activations.Tanh(x[i]); }),
        ("128", (x, y) => { for (var i = 0; i < x.Length; i += 4) Activations.Tanh(Vector128.Create(x[i..])).CopyTo(y[i..]); }),
        ("256", (x, y) => { for (var i = 0; i < x.Length; i += 8) Activations.Tanh(Vector256.Create(x[i..])).CopyTo(y[i..]); }),
        ("512", (x, y) => { for (var i = 0; i < x.Length; i += 16) Activations.Tanh(Vector512.Create(x[i..])).CopyTo(y[i..]); }),
        ("256, constants in memory", (x, y) => { for (var i = 0; i < x.Length; i += 8) Activations.Tanh(Vector256.Create(x[i..]), ref Activations.TanhConstants).CopyTo(y[i..]); }),
        ("256, sooner", (x, y) => { for (var i = 0; i < x.Length; i += 8) Activations.TanhSooner(Vector256.Create(x[i..])).CopyTo(y[i..]); }),
        ("512, sooner", (x, y) => { for (var i = 0; i < x.Length; i += 16) Activations.TanhSooner(Vector512.Create(x[i..])).CopyTo(y[i..]); }),
    ];

    internal static readonly (string Width, Apply Apply)[] Relu =
    [
        ("scalar", (x, y) => { for (var i = 0; i < x.Length; i++) y[i] = Activations.Relu(x[i]); }),
        ("128", (x, y) => { for (var i = 0; i < x.Length; i += 4) Activations.Relu(Vector128.Create(x[i..])).CopyTo(y[i..]); }),
        ("256", (x, y) => { for (var i = 0; i < x.Length; i += 8) Activations.Relu(Vector256.Create(x[i..])).CopyTo(y[i..]); }),
        ("512", (x, y) => { for (var i = 0; i < x.Length; i += 16) Activations.Relu(Vector512.Create(x[i..])).CopyTo(y[i..]); }),
    ];
}
