using System.Text.Json;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Requests;

public sealed class RequestTests
{
    [Fact]
    public void Equals_RequestsWithTheSameValues_AreEqual()
    {
        static StoryRequest New() => new()
        {
            Prompt = "x",
            References = [ImageInput.FromBytes(new byte[] { 1, 2 }, "image/png")],
            Tags = ["a"],
            AdditionalFields = new() { ["b"] = 1, ["a"] = "x" },
        };
        Assert.Equal(New(), New());
        Assert.Equal(New().GetHashCode(), New().GetHashCode());
        Assert.Equal(New(), New() with { AdditionalFields = new() { ["a"] = "x", ["b"] = 1 } });
        Assert.NotEqual(New(), New() with { Tags = ["b"] });
        Assert.NotEqual(New(), New() with { References = [ImageInput.FromBytes(new byte[] { 1, 3 }, "image/png")] });
        Assert.NotEqual(new RawVideoRequest("a"), new RawVideoRequest("b"));
    }

    [Fact]
    public void ToString_Request_ShowsNeitherContentsNorSecrets()
    {
        var request = new LipsyncRequest
        {
            Video = VideoInput.FromUrl("https://user:secret@example.com/v.mp4?sig=secret"),
            Audio = AudioInput.FromBytes(new byte[3], "audio/mpeg"),
            Text = "say \"hi\"",
            Length = 5,
            Quality = LipsyncQuality.High,
            AdditionalFields = new() { ["fps"] = 24 },
        };
        Assert.Equal(
            "LipsyncRequest { Video = https://example.com/v.mp4?…, Audio = audio/mpeg, 3 bytes, Text = \"say \\\"hi\\\"\", Length = 5 s, Quality = High, fps: 24 }",
            request.ToString());
        Assert.Equal("StoryRequest { Prompt = \"x\", Tags = [\"a\"], Lead = { Name = \"Ann\" } }", new StoryRequest { Prompt = "x", Tags = ["a"], Lead = new() { Name = "Ann" } }.ToString());
    }

    [Fact]
    public void AdditionalFields_AssignedToARequest_CannotBeChanged()
    {
        var fields = new AdditionalFields { ["a"] = 1 };
        var request = new Sora2Request { Prompt = "x", AdditionalFields = fields };
        Assert.Throws<InvalidOperationException>(() => fields.Add("b", 2));
        Assert.Throws<InvalidOperationException>(() => request.AdditionalFields["a"] = 2);
    }

    [Fact]
    public void AdditionalFields_NestedInitializer_AddsFields()
    {
        var request = new Sora2Request { Prompt = "x", AdditionalFields = { ["k"] = "v" } };
        Assert.Equal("""{"model":"sora-2","prompt":"x","k":"v"}""", request.ToJson());
        Assert.Throws<InvalidOperationException>(() => request.AdditionalFields["k"] = "w");
    }

    [Fact]
    public void AdditionalFields_OfACopiedRequest_CannotBeChanged()
    {
        var request = new Sora2Request { Prompt = "x", AdditionalFields = { ["k"] = "v" } };
        var copy = request with { Prompt = "y" };
        Assert.Throws<InvalidOperationException>(() => copy.AdditionalFields["k"] = "w");
        Assert.Equal("v", request.AdditionalFields["k"]);
    }

    [Fact]
    public void AdditionalFields_OnlyRead_LeaveTheRequestEqual()
    {
        var request = new Sora2Request { Prompt = "x" };
        Assert.Empty(request.AdditionalFields);
        Assert.Equal(new Sora2Request { Prompt = "x" }, request);
    }

    [Fact]
    public void AdditionalFields_LiteralValues_AreStoredAsJson()
    {
        var fields = new AdditionalFields
        {
            { "text", "a\"b" }, { "none", (string?)null }, { "truth", true }, { "whole", 1 }, { "number", 0.5 },
            { "json", JsonSerializer.Deserialize<JsonElement>("""{ "a" : [ 1 ] }""") },
        };
        Assert.Equal(["\"a\\\"b\"", "null", "true", "1", "0.5", """{"a":[1]}"""], fields.Select(field => field.Value.Json));
        Assert.Throws<ArgumentException>(() => fields.Add("text", 1));
        Assert.Throws<ArgumentException>(() => fields.Add("", 1));
    }

    [Fact]
    public void ToJson_StreamMedium_ThrowsNotSupported()
    {
        var image = ImageInput.FromStream(_ => ValueTask.FromResult(Stream.Null), 0, "image/png");
        Assert.Throws<NotSupportedException>(() => new Sora2Request { Prompt = "x", Image = image }.ToJson());
    }

    [Fact]
    public void New_SubmissionIds_SortByTime()
    {
        var start = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 100).Select(i => SubmissionIds.New(start.AddMilliseconds(i * 7)).ToString()).ToArray();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]", id));
    }
}
