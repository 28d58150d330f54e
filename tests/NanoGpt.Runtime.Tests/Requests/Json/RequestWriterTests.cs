using System.Buffers;
using System.Text;
using System.Text.Json;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Requests;

public sealed class RequestWriterTests
{
    private static Sora2Request Typical => new()
    {
        Prompt = "A heron on a foggy lake, ünïcödé + \"quotes\"",
        ProMode = true,
        Resolution = Sora2Resolution.R1792x1024,
        Orientation = Sora2Orientation.Landscape,
        Duration = Sora2Duration.Seconds12,
    };

    [Fact]
    public void ToJson_Request_WritesFieldsInTableOrder()
    {
        var request = Typical with { Prompt = "x", AdditionalFields = new() { ["fps"] = 24, ["cut"] = false, ["ratio"] = 0.5, ["note"] = "a+b" } };
        Assert.Equal(
            """{"model":"sora-2","prompt":"x","pro_mode":true,"resolution":"1792x1024","orientation":"landscape","seconds":"12","fps":24,"cut":false,"ratio":0.5,"note":"a+b"}""",
            request.ToJson());
    }

    [Fact]
    public void ToJson_PropertiesNotSet_AreNotWritten() =>
        Assert.Equal("""{"model":"sora-2","prompt":"x"}""", new Sora2Request { Prompt = "x" }.ToJson());

    [Fact]
    public void ToJson_StringsNumbersAndFixedFields_UseTheTablesForm()
    {
        var request = new LipsyncRequest
        {
            Video = VideoInput.FromUrl("https://example.com/v.mp4"),
            Audio = AudioInput.FromBytes(new byte[] { 1 }, "audio/mpeg"),
            VoiceSpeed = 1.25,
            Guidance = 0.5,
            Frames = 85,
            Seed = -1,
            Length = 7,
            Quality = LipsyncQuality.High,
        };
        Assert.Equal(
            """{"model":"lipsync-sample","videoUrl":"https://example.com/v.mp4","audioDataUrl":"data:audio/mpeg;base64,AQ==","voice_speed":1.25,"guidance":"0.5","num_frames":"85","seed":-1,"length":"7s","quality":"hi","aspect_ratio":"16:9"}""",
            request.ToJson());
    }

    [Fact]
    public void ToJson_ListsAndGroups_AreNested()
    {
        var request = new StoryRequest
        {
            Prompt = "x",
            References = [ImageInput.FromUrl("https://example.com/a.png"), ImageInput.FromBytes(new byte[] { 255, 255 }, "image/png")],
            Tags = ["a", "b"],
            Numbers = [1, 2],
            Styles = [StoryStyle.BlackAndWhite, StoryStyle.Plain],
            Lead = new StoryCharacter { Name = "Ann", AdditionalFields = new() { ["mood"] = "calm" } },
            Characters = [new StoryCharacter { Name = "Bob", Age = 7, Portrait = ImageInput.FromBytes(new byte[] { 0 }, "image/png") }],
            Config = JsonSerializer.Deserialize<JsonElement>("""{ "a": [1, null] }"""),
        };
        Assert.Equal(
            """{"model":"story-sample","prompt":"x","referenceImages":["https://example.com/a.png","data:image/png;base64,//8="],"tags":["a","b"],"numbers":[1,2],"styles":["b=w|bw","plain"],"lead":{"name":"Ann","mood":"calm"},"characters":[{"name":"Bob","age":7,"portraitData":"data:image/png;base64,AA=="}],"storyConfig":{"a":[1,null]}}""",
            request.ToJson());
    }

    [Fact]
    public void WriteTo_SubmissionId_ComesAfterTheModel()
    {
        using var writer = new RequestWriter { SubmissionId = Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057") };
        new Sora2Request { Prompt = "x" }.WriteTo(writer);
        Assert.Equal(
            """{"model":"sora-2","conversationUUID":"01890a5d-ac96-774b-bcce-b302099a8057","prompt":"x"}""",
            Encoding.UTF8.GetString(writer.Written.Span));
    }

    [Fact]
    public void WriteTo_RequestWithoutMedia_AllocatesNothing()
    {
        using var writer = new RequestWriter { SubmissionId = Guid.NewGuid() };
        var requests = new VideoRequest[]
        {
            Typical,
            new LipsyncRequest { Video = VideoInput.FromUrl("https://example.com/v.mp4"), Guidance = 0.25, Frames = 81, Length = 5, Seed = 7 },
            new StoryRequest { Prompt = "x", Tags = ["a"], Numbers = [1], Lead = new StoryCharacter { Name = "Ann" }, Characters = [new StoryCharacter { Name = "Bob" }] },
            Typical with { AdditionalFields = new() { ["fps"] = 24 } },
        };
        foreach (var request in requests)
        {
            for (var i = 0; i < 50; i++)
            {
                request.WriteTo(writer);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                request.WriteTo(writer);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Theory]
    [ClassData(typeof(Cultures.Awkward))]
    public void ToJson_AnyCulture_GivesTheSameBytes(string culture)
    {
        static string Everything()
        {
            VideoRequest[] requests =
            [
                Typical with { AdditionalFields = new() { ["ratio"] = -0.5, ["n"] = -1234567 } },
                new LipsyncRequest { Video = VideoInput.FromFile("I.PNG"), VoiceSpeed = -1234.5, Guidance = 1e-7, Frames = -81, Seed = long.MinValue, Length = -5, Text = "iI" },
                new StoryRequest { Prompt = "x", Numbers = [-1000], Tags = [] },
            ];
            return string.Join('\n', requests.Select(request => string.Join('\n', request.Validate()) + request + request.EstimateCost()
                + (request is LipsyncRequest lipsync ? (lipsync with { Video = VideoInput.FromUrl("https://example.com") }).ToJson() : request.ToJson())));
        }

        Assert.Equal(Cultures.In("en-US", Everything), Cultures.In(culture, Everything));
    }

    [Fact]
    public void ToJson_UndefinedEnumValue_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new Sora2Request { Prompt = "x", Resolution = (Sora2Resolution)9 }.ToJson());

    [Fact]
    public void WriteTo_AfterAFailure_WritesTheNextRequest()
    {
        using var writer = new RequestWriter();
        Assert.Throws<InvalidOperationException>(() => new Sora2Request { Prompt = "x", Resolution = (Sora2Resolution)9 }.WriteTo(writer));
        new Sora2Request { Prompt = "y" }.WriteTo(writer);
        Assert.Equal("""{"model":"sora-2","prompt":"y"}""", Encoding.UTF8.GetString(writer.Written.Span));
    }

    [Fact]
    public void ToJson_TypicalRequest_EqualsHandWrittenJson()
    {
        var request = Typical;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("model", "sora-2");
            json.WriteString("prompt", request.Prompt);
            json.WriteBoolean("pro_mode", true);
            json.WriteString("resolution", "1792x1024");
            json.WriteString("orientation", "landscape");
            json.WriteString("seconds", "12");
            json.WriteEndObject();
        }

        Assert.Equal(Encoding.UTF8.GetString(buffer.WrittenSpan), request.ToJson());
    }
}
