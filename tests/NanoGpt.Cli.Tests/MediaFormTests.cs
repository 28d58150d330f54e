using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Cli.Requests;
using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Definitions;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Tests;

/// <summary>
/// A medium on the command line is a file, a link or an attachment by its form. A value in no known form is not sent.
/// </summary>
[Trait("Row", "C03")]
public class MediaFormTests
{
    private static readonly Catalog Catalog = DirectoryFiles.BuiltInCatalog();

    [Theory]
    [InlineData("image=cat.png", "use image@cat.png for a file")]
    [InlineData("image=@nofile.png", "use image@nofile.png for a file")]
    [InlineData("image=file:///pictures/cat.png", "use image@file:///pictures/cat.png for a file")]
    [InlineData("image=attachment:", "image=attachment:… for an attachment")]
    [InlineData("image=Attachment:abc", "image=attachment:Attachment:abc for an attachment")]
    [InlineData("image=", "use image@image.… for a file")]
    [InlineData("image:=\"cat.png\"", "imageUrl must be a link")]
    public async Task Submit_MediumInNoKnownForm_IsRefusedWithTheRemedy(string word, string message)
    {
        await using var service = await ServiceRun.StartAsync();
        var run = await service.Of("submit", "kling-v21-standard", "prompt=A cat", word);
        Assert.Equal((ExitCode.Invalid, "", 0), (run.Code, run.Output, service.Emulator.PaidJobs));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    /// <summary>Every medium of every model, by itself, in lists and in groups: no text that names no form gets into a body.</summary>
    [Fact]
    public void Build_MediumOfAnyModelInNoKnownForm_IsRefused()
    {
        var texts = Gen.Elements("cat.png", "@cat.png", "abc123", "vid_01", "./a b.jpg", "C:\\cat.png", "ftp://example.com/a.png", "file:///a.png", "x:y", "://", " ");
        var media = Catalog.Models.SelectMany(model => model.Fields.Where(field => field.Fixed is null).SelectMany(field => Places(model, field))).ToList();
        Assert.Contains(media, place => place.Json.Contains("[{", StringComparison.Ordinal));
        Prop.ForAll(Gen.Elements<(ModelDefinition Model, string Json)>([.. media]).ToArbitrary(), texts.ToArbitrary(), (place, text) =>
        {
            var builder = new RequestBodyBuilder(place.Model);
            var json = place.Json.Replace("TEXT", JsonValue.Create(text).ToJsonString()[1..^1], StringComparison.Ordinal);
            Assert.Throws<RequestSyntaxException>(() => builder.Start(json));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("image=attachment:abc", "imageAttachmentId", "abc")]
    [InlineData("image=https://example.com/a.png", "imageUrl", "https://example.com/a.png")]
    [InlineData("image=data:image/png;base64,AAAA", "imageDataUrl", "data:image/png;base64,AAAA")]
    public void Set_MediumInAnyForm_UsesTheKeyOfTheForm(string word, string key, string text)
    {
        var builder = new RequestBodyBuilder(Model("kling-v21-standard"));
        builder.Set(FieldAssignment.Parse(word));
        Assert.Equal(text, (string?)builder.Build()[key]);
    }

    [Theory]
    [InlineData("""{ "image": "attachment:abc" }""", "imageAttachmentId", "abc")]
    [InlineData("""{ "image": "https://example.com/a.png" }""", "image", "https://example.com/a.png")]
    [InlineData("""{ "imageAttachmentId": "abc" }""", "imageAttachmentId", "abc")]   // the key names the form
    public void Start_MediumInAnyForm_HasItsWireForm(string json, string key, string text)
    {
        var builder = new RequestBodyBuilder(Model("kling-v21-standard"));
        builder.Start(json);
        var body = builder.Build();
        Assert.Equal((2, text), (body.Count, (string?)body[key]));
    }

    [Fact]
    public async Task Complete_Medium_SuggestsItsForms()
    {
        const string Line = "nanogpt run kling-v21-standard image";
        var words = (await Run.Of("complete", "--position", $"{Line.Length}", "--", Line)).Output.Split('\n');
        Assert.Equal(["image=attachment:", "image=https://", "image@"], words.Where(word => word.StartsWith("image", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("image=attachment:ID", (await Run.Of("run", "--help")).Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static ModelDefinition Model(string id) => Catalog.Models.Single(model => model.Id == id);

    // Bodies in which TEXT stands for a medium under a key that does not name its form.
    private static IEnumerable<(ModelDefinition Model, string Json)> Places(ModelDefinition model, FieldInfo field)
    {
        if (field.Type == FieldType.Object)
        {
            return field.Fields.SelectMany(member => Places(model, member))
                .Select(place => (model, field.List is null ? $$"""{ "{{field.Wire.Name}}": {{place.Json}} }""" : $$"""{ "{{field.Wire.Name}}": [{{place.Json}}] }"""));
        }

        if (field.Media is not { } media)
        {
            return [];
        }

        string?[] keys = [.. field.Wire.Aliases, media.UrlKey == media.DataKey ? media.UrlKey : null];
        return keys.OfType<string>().Select(key => (model, field.List is null ? $$"""{"{{key}}":"TEXT"}""" : $$"""{"{{key}}":["TEXT"]}"""));
    }
}
