using System.Linq;
using System.Text;
using Xunit;

namespace EmbeddedRnn.Tests;

/// <summary>What can be wrong with JSON of any kind.</summary>
public class MalformedJsonTests
{
    public static TheoryData<string> Files => new(JsonFiles.All);

    [Theory, MemberData(nameof(Files))]
    public void The_sound_files_are_read(string json) => Assert.NotNull(Read.Model(JsonFiles.Bytes(json)));

    [Theory, MemberData(nameof(Files))]
    public void Truncation_at_every_byte_is_refused(string json)
    {
        byte[] file = JsonFiles.Bytes(json.TrimEnd());
        for (int length = 0; length < file.Length; length++) Read.Refusal(file[..length]);
    }

    [Theory, MemberData(nameof(Files))]
    public void Members_in_another_order_and_a_byte_order_mark_do_not_matter(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        string reversed = "{" + string.Join(",", document.RootElement.EnumerateObject().Reverse().Select(p => $"\"{p.Name}\": {p.Value.GetRawText()}")) + "}";
        Assert.Equal(Read.Model(JsonFiles.Bytes(json)), Read.Model([0xef, 0xbb, 0xbf, .. " \r\n\t"u8, .. JsonFiles.Bytes(reversed)]));
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("{]", "not valid JSON")]
    [InlineData("{} {}", "not valid JSON")]
    [InlineData("{\"a\":\"\n\"}", "not valid JSON")]
    [InlineData("{\"a\":1,}", "not valid JSON")]
    [InlineData("{\"a\":01}", "not valid JSON")]
    [InlineData("{\"a\":nan}", "not valid JSON")]
    [InlineData("{\"a\":1,\"a\":2}", "'a' stands there twice")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "'a' stands there twice")]
    [InlineData("{\"\\ud800\":1}", "not valid Unicode")]
    [InlineData("{}", "no known kind of model")]
    [InlineData("{\"hello\":1,\"world\":2}", "JSON with the members 'hello', 'world', which is no known kind of model; known are RTNeural")]
    [InlineData("{\"weight\":1}", "no known kind of model")]
    public void Bad_json_is_refused_with_its_fault(string json, string reason) =>
        Assert.Contains(reason, Read.Refusal(JsonFiles.Bytes(json)).Reason);

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused()
    {
        foreach (string text in new[] { "{'\u00ff':1}", "{'in_shape':'\u00ff'}", "{'architecture':'\u00ff','config':{}}", "{'in_shape':[1],'layers':[{'type':'\u00ff','shape':[1]}]}" })
            Assert.NotEqual("", Read.Refusal(Encoding.Latin1.GetBytes(text.Replace('\'', '"'))).Reason);
    }

    [Fact]
    public void Names_that_stand_twice_deep_inside_are_refused_with_their_place()
    {
        Assert.Equal("layers[1]", Read.Refusal(JsonFiles.Changed(JsonFiles.RTNeural, "\"type\": \"dense\"", "\"type\": \"dense\", \"type\": \"gru\"")).Place);
        Assert.Equal("state_dict", Read.Refusal(JsonFiles.Changed(JsonFiles.GuitarMl, "\"lin.bias\"", "\"lin.weight\"")).Place);
        Assert.Equal("a[0][0][1]", Read.Refusal("{\"a\":[[[1,{\"b\":1,\"b\":2}]]]}"u8.ToArray()).Place);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public void Deep_nesting_is_refused(int depth)
    {
        Assert.Contains("not valid JSON", Read.Refusal(JsonFiles.Bytes("{\"in_shape\":" + new string('[', depth) + new string(']', depth) + "}")).Reason);
        Assert.Contains("not valid JSON", Read.Refusal(JsonFiles.Bytes(string.Concat(Enumerable.Repeat("{\"layers\":", depth)) + "1" + new string('}', depth))).Reason);
    }

    [Theory]
    [InlineData("0.7", "NaN", "layers[0].weights[1][1][0]", "NaN")]
    [InlineData("0.7", "Infinity", "layers[0].weights[1][1][0]", "Infinity")]
    [InlineData("0.7", "-Infinity", "layers[0].weights[1][1][0]", "-Infinity")]
    [InlineData("0.7", "1e39", "layers[0].weights[1][1][0]", "1E+39")]
    [InlineData("0.7", "-1e400", "layers[0].weights[1][1][0]", "-Infinity")]
    [InlineData("0.25", "NaN", "layers[1].weights[1][0]", "NaN")]
    public void A_weight_that_is_not_finite_is_refused_with_its_place_and_read_where_allowed(string from, string to, string place, string text)
    {
        byte[] file = JsonFiles.Changed(JsonFiles.RTNeural, from, to);
        ImportException exception = Read.Refusal(file);
        Assert.Equal(place, exception.Place);
        Assert.Contains($"it is {text}, which is no finite float32", exception.Reason);
        Model model = Read.Model(file, new ImportOptions { AllowNonFinite = true });
        Assert.Contains(model.Layers.SelectMany(l => l.Tensors).SelectMany(t => t.ToArray()), v => !float.IsFinite(v));
    }

    [Fact]
    public void Such_a_token_within_a_text_is_left_alone() =>
        Assert.NotNull(Read.Model(JsonFiles.Changed(JsonFiles.AidaX, "nobody", "NaN \\\" Infinity, -Infinity")));

    [Theory]
    [InlineData("0.7", "\"0.7\"", "layers[0].weights[1][1][0]", "it must be a number, but is a text")]
    [InlineData("0.7", "null", "layers[0].weights[1][1][0]", "it must be a number, but is null")]
    [InlineData("0.7", "[0.7]", "layers[0].weights[1][1][0]", "it must be a number, but is a list")]
    [InlineData("0.7", "{}", "layers[0].weights[1][1][0]", "it must be a number, but is an object")]
    [InlineData("0.7, ", "", "layers[0].weights[1][1]", "it has 5 items, but the lists before it have 6")]
    [InlineData("[0.7, 0.8, 0.9, 1.0, 1.1, 1.2]", "7", "layers[0].weights[1][1]", "it must be a list of 6 items, but is a number")]
    [InlineData("[[0.5], [-0.5]]", "true", "layers[1].weights[0]", "it must be a list of numbers, but is a truth value")]
    [InlineData("[[0.5], [-0.5]]", "[]", "layers[1].weights[0]", "its shape is [0]")]
    [InlineData("[[0.5], [-0.5]]", "[[], []]", "layers[1].weights[0]", "its shape is [2, 0]")]
    [InlineData("[[0.5], [-0.5]]", "[[[[[[[[[1]]]]]]]]]", "layers[1].weights[0]", "more than 8 dimensions")]
    public void Ragged_lists_and_wrong_types_are_refused_with_their_place(string from, string to, string place, string reason)
    {
        ImportException exception = Read.Refusal(JsonFiles.Changed(JsonFiles.RTNeural, from, to));
        Assert.Equal(place, exception.Place);
        Assert.Contains(reason, exception.Reason);
    }

    [Fact]
    public void A_name_of_the_file_cannot_break_the_message()
    {
        string name = "evil\\r\\n(1,1): error" + new string('x', 10_000);
        string message = Read.Refusal(JsonFiles.Bytes($"{{\"in_shape\": [1], \"layers\": [], \"{name}\": [1]}}")).Message;
        Assert.InRange(message.Length, 1, 500);
    }

    [Fact]
    public void A_prefix_is_refused_where_weights_have_no_names()
    {
        var prefix = new ImportOptions { Prefix = "gru." };
        foreach (string json in new[] { JsonFiles.RTNeural, JsonFiles.AidaX, JsonFiles.GuitarMl, JsonFiles.Nam })
            Assert.Contains("the prefix 'gru.' was given", Read.Refusal(JsonFiles.Bytes(json), prefix).Reason);
        Assert.NotNull(Read.Model(JsonFiles.Bytes(JsonFiles.StateDict), new ImportOptions { Prefix = "rnn." }));
    }
}
