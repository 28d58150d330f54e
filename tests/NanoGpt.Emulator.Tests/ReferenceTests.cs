using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Emulator.Tests.Kit;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Emulator.Tests;

/// <summary>
/// References in a prompt without an attachment are refused by the emulator and by the request, with the same message.
/// </summary>
public class ReferenceTests
{
    private const string Fields =
        """
        prompt:   { type: string, wire: Prompt, references: { "@Element": elements, "@Image": images, "@Word": words, "@Clip": clip } }
        elements: { type: object, wire: Elements, list: { } }
        images:   { type: image, wire: Images, list: { } }
        words:    { type: string, wire: Words, list: { } }
        clip:     { type: video, wire: Clip }
        """;

    private static readonly Catalog Catalog = ModelDirectory.Load(
    [
        new DirectoryFile("nanogpt", FileKind.Provider, "provider.yaml", TestDirectory.Provider),
        new DirectoryFile("nanogpt", FileKind.Fields, "fields.yaml", Fields),
        new DirectoryFile("nanogpt", FileKind.Model, "models/naming.yaml", TestDirectory.Model(
            "naming", "modes: [reference-to-video]\ninputs: { prompt: , elements: , images: , words: , clip: }")),
    ]);

    // Pieces of texts: markers and what is like one, numbers and what is like one, and what may stand around them.
    private static readonly Gen<string> Prompts = Gen.Frequency(
            (4, Gen.Elements("@Element", "@Image", "@Word", "@Clip")),
            (4, Gen.Elements("0", "1", "2", "3", "01", "007", "00", "10", "99999999999999999999")),
            (3, Gen.Elements(" ", ", ", "(", ")", "\n", "@", "让", "é", "²", "x", "_", "@image", "@Images", "Image", "")),
            (1, ArbMap.Default.GeneratorFor<char>().Select(c => c.ToString())))
        .ListOf().Select(pieces => string.Concat(pieces));

    private static readonly Gen<Case> Cases =
        from prompt in Prompts
        from counts in Gen.ArrayOf(Gen.Choose(-1, 3), 3)
        from hasClip in Gen.Elements(true, false)
        select new Case(prompt, counts[0], counts[1], counts[2], hasClip);

    [Fact]
    public void Check_AnyReferences_EqualsValidateOfTheRequest()
    {
        var model = Assert.Single(Catalog.Models);
        var found = 0;
        Prop.ForAll(Cases.ToArbitrary(), one =>
        {
            var expected = one.Request().Validate().Select(finding => $"{finding.Code} {finding.Property}: {finding.Message}").ToList();
            var actual = RequestChecker.Check(model, one.Values()).Select(finding => $"{finding.Code} {model.FindField(finding.Field)!.Property}: {finding.Message}");
            found += expected.Count;
            Assert.Equal(expected, actual);
        }).Check(5_000);
        Assert.True(found > TestDepth.Of(1_000), $"Only {found} findings.");
    }

    [Theory]
    [InlineData("""{ "model": "naming", "Prompt": "@Element1 meets @Image2", "Elements": [{}], "Images": ["https://example.com/a.png"] }""",
        "Prompt refers to @Image2, but Images has 1 item: attach the missing items or correct the reference.")]
    [InlineData("""{ "model": "naming", "Prompt": "@Clip1" }""", "Prompt refers to @Clip1, but Clip is not set: attach the missing items or correct the reference.")]
    public async Task Submit_ReferenceWithoutAttachment_IsRefused(string body, string message)
    {
        await using var server = await Server.StartAsync(options => options with { Catalog = Catalog });
        var reply = await server.SubmitAsync(body);
        Assert.Equal(["NGPT125"], reply.Findings());
        Assert.Equal((message, "Prompt"), (reply.Text("error.message"), reply.Text("error.param")));
        Assert.Equal(0, server.Emulator.PaidJobs);
    }

    [Fact]
    public async Task Submit_ReferenceWithAttachment_IsAccepted()
    {
        await using var server = await Server.StartAsync(options => options with { Catalog = Catalog });
        var reply = await server.SubmitAsync("""{ "model": "naming", "Prompt": "@Element1 and @Clip1", "Elements": [{}], "Clip": "https://example.com/a.mp4" }""");
        Assert.Equal(System.Net.HttpStatusCode.Accepted, reply.Status);
    }

    /// <summary>A prompt and what is attached to it; below zero a list is not set.</summary>
    public sealed record Case(string Prompt, int Elements, int Images, int Words, bool HasClip)
    {
        public NamingRequest Request() => new()
        {
            Prompt = Prompt,
            Elements = List(Elements, JsonSerializer.SerializeToElement(new object())),
            Images = List(Images, ImageInput.FromUrl("https://example.com/a.png")),
            Words = List(Words, "x"),
            Clip = HasClip ? VideoInput.FromUrl("https://example.com/a.mp4") : null,
        };

        public Dictionary<string, RequestValue> Values()
        {
            var values = new Dictionary<string, RequestValue>(StringComparer.Ordinal) { ["prompt"] = RequestValue.Of(Prompt) };
            Add("elements", Elements, RequestValue.OfObject(new Dictionary<string, RequestValue>(StringComparer.Ordinal)));
            Add("images", Images, RequestValue.OfMedia(MediaForms.Url));
            Add("words", Words, RequestValue.Of("x"));
            if (HasClip)
            {
                values.Add("clip", RequestValue.OfMedia(MediaForms.Url));
            }

            return values;

            void Add(string name, int count, RequestValue item)
            {
                if (count >= 0)
                {
                    values.Add(name, RequestValue.OfList([.. Enumerable.Repeat(item, count)]));
                }
            }
        }

        private static ValueList<T>? List<T>(int count, T item) => count < 0 ? null : [.. Enumerable.Repeat(item, count)];
    }

    /// <summary>The model in C#.</summary>
    public sealed record NamingRequest : NanoGptRequest
    {
        private static readonly RequestTypeInfo Info = new RequestTypeInfo("""
            model nanogpt naming naming reference-to-video
            string prompt Prompt wire=Prompt references=@Element=elements|@Image=images|@Word=words|@Clip=clip
            json elements Elements wire=Elements list
            image images Images url=Images list
            string words Words wire=Words list
            video clip Clip url=Clip
            """);

        public string? Prompt { get; init; }

        public ValueList<JsonElement>? Elements { get; init; }

        public ValueList<ImageInput>? Images { get; init; }

        public ValueList<string>? Words { get; init; }

        public VideoInput? Clip { get; init; }

        protected override RequestTypeInfo TypeInfo => Info;

        protected override void Accept(FieldVisitor v)
        {
            v.Text(0, Prompt);
            v.JsonList(1, Elements);
            v.ImageList(2, Images);
            v.TextList(3, Words);
            v.Video(4, Clip);
        }
    }
}
