using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>Damaged text gives a message with its line, or, where a comment or the name was hit, the same weights; nothing else.</summary>
public class DamagedTextTests
{
    public static TheoryData<string> Names => new() { "everything", "network" };

    [Theory, MemberData(nameof(Names))]
    public void Truncation_after_every_line_is_refused(string name)
    {
        Model original = Of(name);
        string whole = ModelText.Write(original);
        string[] lines = whole.TrimEnd('\n').Split('\n');
        for (int kept = 0; kept < lines.Length; kept++)
        {
            string text = string.Concat(lines.Take(kept).Select(l => l + "\n"));
            ModelTextException exception = Assert.Throws<ModelTextException>(() => ModelText.Read(text));
            Assert.InRange(exception.Line, 1, kept + 1);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Truncation_at_every_character_is_refused(string name)
    {
        Model original = Of(name);
        string whole = ModelText.Write(original);
        // The last character is the end of the line "end", which may be missing.
        for (int length = 0; length < whole.Length - 1; length++) AssertRefused(whole[..length]);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_flipped_bit_is_refused_or_harmless(string name)
    {
        Model original = Of(name);
        string whole = ModelText.Write(original);
        for (int i = 0; i < whole.Length; i++)
        {
            for (int bit = 0; bit < 8; bit++) AssertRefusedOrHarmless(original, whole[..i] + (char)(whole[i] ^ 1 << bit) + whole[(i + 1)..]);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_lost_doubled_or_swapped_line_is_refused_or_harmless(string name)
    {
        Model original = Of(name);
        string whole = ModelText.Write(original);
        string[] lines = whole.TrimEnd('\n').Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            AssertRefusedOrHarmless(original, Join(lines.Where((_, k) => k != i)));
            AssertRefusedOrHarmless(original, Join(lines.Take(i + 1).Concat(lines.Skip(i))));
            if (i > 0) AssertRefusedOrHarmless(original, Join([.. lines.Take(i - 1), lines[i], lines[i - 1], .. lines.Skip(i + 1)]));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Random_damage_is_refused_or_harmless(string name)
    {
        Model original = Of(name);
        string whole = ModelText.Write(original);
        var random = new Random(1);
        for (int i = 0; i < 5000; i++)
        {
            List<char> text = [.. whole];
            for (int n = random.Next(1, 4); n > 0; n--)
            {
                int at = random.Next(text.Count);
                switch (random.Next(3))
                {
                    case 0: text[at] = (char)random.Next(256); break;
                    case 1: text.RemoveAt(at); break;
                    default: text.Insert(at, (char)random.Next(256)); break;
                }
            }
            AssertRefusedOrHarmless(original, new string(text.ToArray()));
        }
    }

    [Theory]
    [InlineData("embeddedrnn-model 1", "embeddedrnn-model 2", 1, "need the first line 'embeddedrnn-model 1'")]
    [InlineData("embeddedrnn-model 1", "embeddedrnn-model 5", 1, "version '5', and versions 1 to 4 are known")]
    [InlineData("embeddedrnn-model 1", "hello", 1, "this is not model text")]
    [InlineData("weights inline", "weights elsewhere", 6, "inline or binary")]
    [InlineData("weights inline", "weights inline too", 6, "too many words")]
    [InlineData("layer rnn", "layer conv", 7, "no layer kind 'conv'")]
    [InlineData("activation tanh", "activation gelu", 8, "'activation' must be one of")]
    [InlineData("activation tanh", "reset after", 8, "has no 'reset'")]
    [InlineData("input 1", "input 0", 9, "whole number")]
    [InlineData("input 1", "input -1", 9, "whole number")]
    [InlineData("input 1", "input 99999999999", 9, "whole number")]
    [InlineData("hidden 2", "input 1", 10, "stands twice")]
    [InlineData("hidden 2", "hidden 3", 7, "must be [3, 1], but is [2, 1]")]
    [InlineData("tensor recurrent-weights 2 2", "tensor input-weights 2 1", 13, "stands twice")]
    [InlineData("tensor recurrent-bias 1 2", "tensor input-bias 1 2", 17, "stands twice")]
    [InlineData("tensor recurrent-bias 1 2", "tensor input-weights 1 2", 17, "must stand before")]
    [InlineData("tensor recurrent-bias 1 2", "tensor bias 1 2", 17, "no tensor 'bias'")]
    [InlineData("tensor recurrent-bias 1 2", "tensor recurrent-bias 1", 17, "ends too early")]
    [InlineData("tensor recurrent-bias 1 2", "tensor recurrent-bias 1 2 3", 17, "too many words")]
    [InlineData("bf800000 40400000", "bf800000", 18, "expected 2 values")]
    [InlineData("bf800000 40400000", "bf800000 4040000g", 18, "eight hexadecimal digits")]
    [InlineData("bf800000 40400000", "bf800000 40400001", 5, "the hash does not fit")]
    [InlineData("end", "end\nmore", 20, "nothing may stand after 'end'")]
    public void The_message_names_the_line(string line, string damaged, int number, string reason)
    {
        string text = ModelText.Write(Samples.Rnn()).Replace("\n" + line + "\n", "\n" + damaged + "\n");
        if (number == 1) text = text.Replace(line, damaged);
        ModelTextException exception = Assert.Throws<ModelTextException>(() => ModelText.Read(text));
        Assert.Equal(number, exception.Line);
        Assert.Contains(reason, exception.Message);
        Assert.StartsWith($"line {number}: ", exception.Message);
        Assert.DoesNotContain('\n', exception.Message);
    }

    private static void AssertRefused(string text)
    {
        ModelTextException exception = Assert.Throws<ModelTextException>(() => ModelText.Read(text));
        Assert.InRange(exception.Line, 1, text.Split('\n').Length);
    }

    private static Model Of(string name) => name == "network" ? Samples.Network() : Samples.Everything();

    private static void AssertRefusedOrHarmless(Model original, string text)
    {
        try
        {
            Same.Model(original, ModelText.Read(text), names: false);
        }
        catch (ModelTextException exception)
        {
            Assert.InRange(exception.Line, 1, text.Split('\n').Length);
        }
    }

    private static string Join(IEnumerable<string> lines) => string.Join("\n", lines) + "\n";
}
