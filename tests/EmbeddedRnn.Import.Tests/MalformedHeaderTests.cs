using System;
using System.Linq;
using System.Text;
using Xunit;

namespace EmbeddedRnn.Tests;

public class MalformedHeaderTests
{
    private const string Recurrent = """ "weight_hh":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]} """;

    public static TheoryData<string, string> Headers => new()
    {
        { "{", "not valid JSON" },
        { "{]", "not valid JSON" },
        { """{"a":1,}""", "not valid JSON" },
        { "{} {}", "not valid JSON" },
        { "{" + Nested(64) + "}", "not valid JSON" },
        { "{\"a\":\"\n\"}", "not valid JSON" },
        { """{"__metadata__":{"a":1}}""", "'__metadata__' must be a JSON object of texts" },
        { """{"__metadata__":[]}""", "'__metadata__' must be a JSON object of texts" },
        { """{"__metadata__":{},"__metadata__":{}}""", "'__metadata__' stands there twice" },
        { $"{{{Recurrent},{Recurrent}}}", "'weight_hh' stands there twice" },
        { "{" + Recurrent + """,  "weight\u005fhh":{"dtype":"F32","shape":[1,1],"data_offsets":[4,8]}}""", "'weight_hh' stands there twice" },
        { """{"a":[]}""", "must be a JSON object" },
        { """{"a":{}}""", "no 'dtype'" },
        { """{"a":{"dtype":"F32","data_offsets":[0,4]}}""", "no 'shape'" },
        { """{"a":{"dtype":"F32","shape":[1]}}""", "no 'data_offsets'" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":0}}""", "member 'more'" },
        { """{"a":{"dtype":"F32","dtype":"F64","shape":[1],"data_offsets":[0,4]}}""", "'dtype' twice" },
        { """{"a":{"dtype":32,"shape":[1],"data_offsets":[0,4]}}""", "'dtype' must be a text" },
        { """{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", "'shape' must be a list" },
        { """{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "'shape' must hold whole numbers, not JSON of kind String" },
        { """{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "not 1.5" },
        { """{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "not -1" },
        { """{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""", "whole numbers" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "two numbers" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "two numbers" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "not -4" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "begins at byte 4 of the values and ends before, at 0" },
        { """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}""", "its shape [3] of F32 takes 12 bytes, but the file holds 4" },
        { """{"a":{"dtype":"F32","shape":[],"data_offsets":[0,8]}}""", "its shape [] of F32 takes 4 bytes, but the file holds 8" },
        { """{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", "more elements than any file" },
        { """{"a":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,0]}}""", "more elements than any file" },
        { """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "ends at byte 12 of the values, but the file has 8" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "the bytes from 0 on belong to no tensor" },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "the file has 8 bytes of values, but its tensors end at 4" },
        { """{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"F16","shape":[3],"data_offsets":[2,8]}}""", "within tensor a, which ends at 4" },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "within tensor a" },
        { """{"\ud800":{}}""", "not valid Unicode" },
        { """{"a":{"\ud800":1}}""", "not valid Unicode" },
        { """{"a":{"dtype":"\ud800","shape":[2],"data_offsets":[0,8]}}""", "of valid Unicode" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_bad_header_is_refused_with_its_fault(string header, string reason)
    {
        ImportException exception = Read.Refusal(SafetensorsWriter.File(header, new byte[8]));
        Assert.Contains(reason, exception.Reason);
    }

    [Theory]
    [InlineData("{'\u00ff':{}}")]
    [InlineData("{'__metadata__':{'\u00ff':1}}")]
    [InlineData("{'a':{'\u00ff':1}}")]
    [InlineData("{'a':{'dtype':'\u00ff','shape':[],'data_offsets':[0,0]}}")]
    [InlineData("{'a':{'dtype':'F32','shape':['\u00ff'],'data_offsets':[0,0]}}")]
    public void Bytes_that_are_no_utf8_are_refused(string text)
    {
        byte[] header = Encoding.Latin1.GetBytes(text.Replace('\'', '"'));
        Assert.NotEqual("", Read.Refusal(SafetensorsWriter.File((ulong)header.Length, header, [])).Reason);
    }

    [Theory]
    [InlineData(100_000_001, "at most 100000000")]
    [InlineData(ulong.MaxValue, "at most 100000000")]
    [InlineData(long.MaxValue, "at most 100000000")]
    [InlineData(1000, "only 2 follow")]
    [InlineData(3, "only 2 follow")]
    [InlineData(1, "not valid JSON")]
    [InlineData(0, "not valid JSON")]
    public void A_wrong_header_length_is_refused(ulong length, string reason)
    {
        ImportException exception = Read.Refusal(SafetensorsWriter.File(length, "{}", []));
        Assert.Equal("header", exception.Place);
        Assert.Contains(reason, exception.Reason);
    }

    [Fact]
    public void Truncation_at_every_byte_is_refused()
    {
        byte[] file = TorchFile.Gru().ToArray();
        for (int length = 0; length < file.Length; length++) Read.Refusal(file[..length]);
    }

    [Fact]
    public void A_byte_too_many_is_refused() =>
        Assert.Contains("its tensors end at", Read.Refusal([.. TorchFile.Gru().ToArray(), 0]).Message);

    [Fact]
    public void A_name_of_the_file_cannot_break_the_message()
    {
        string message = Read.Refusal(TorchFile.Gru().Add("evil\r\n(1,1): error" + new string('x', 10_000), [1], [0])).Message;
        Assert.InRange(message.Length, 1, 500);
        Assert.Contains("evil\\u000d\\u000a(1,1)", message);
    }

    private static string Nested(int depth) =>
        $"\"a\":{string.Concat(Enumerable.Repeat("[", depth))}{string.Concat(Enumerable.Repeat("]", depth))}";
}
