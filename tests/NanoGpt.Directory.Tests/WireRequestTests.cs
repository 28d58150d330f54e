using System.Text.Json.Nodes;
using NanoGpt.Definitions;
using NanoGpt.Directories.Tests.Kit;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Directories.Tests;

/// <summary>JSON requests are read as the typed requests are.</summary>
public class WireRequestTests
{
    private static readonly ModelInfo Model = ModelDirectory.Load(ReferenceDirectory.Files, CancellationToken.None).Models[0];

    [Theory]
    [InlineData("https://10.0.0.1/a.png", "its host is private")]
    [InlineData("ftp://example.com/a.png", "its scheme is ftp")]
    [InlineData("https://user:secret@example.com/a.png", "it contains a user name")]
    public void Check_LinkThatTheProviderCannotFetch_IsAnError(string link, string reason)
    {
        var finding = Assert.Single(Read(Sora(), new() { ["prompt"] = "x", ["imageUrl"] = link }).Check());
        Assert.Equal((FindingCodes.LinkNotFetchable, FindingSeverity.Error), (finding.Code, finding.Severity));
        Assert.Contains(reason, finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_DataOfAnotherKind_IsAWarning()
    {
        var text = Convert.ToBase64String("this is a text, not an image"u8);
        var finding = Assert.Single(Read(Sora(), new() { ["prompt"] = "x", ["imageDataUrl"] = $"data:image/png;base64,{text}" }).Check());
        Assert.Equal((FindingCodes.ContentMismatch, FindingSeverity.Warning), (finding.Code, finding.Severity));
    }

    [Fact]
    public void Check_TwoFormsOfOneMedium_IsAnError()
    {
        var png = Convert.ToBase64String([0x89, (byte)'P', (byte)'N', (byte)'G', 0, 0, 0, 0, 0, 0, 0, 0]);
        var request = Read(Sora(), new()
        {
            ["prompt"] = "x", ["imageUrl"] = "https://example.com/a.png", ["imageDataUrl"] = $"data:image/png;base64,{png}",
        });
        Assert.Equal("imageUrl and imageDataUrl set the same field: send only one of them.", Assert.Single(request.Check()).Message);
    }

    [Fact]
    public void Read_UnknownKeyOfAnObject_IsReportedWithItsPath()
    {
        var field = Model.Fields.First(field => field is { Type: FieldType.Object, Fields.IsEmpty: false, List: not null });
        var request = Read(Model, new() { [field.Wire.Name] = new JsonArray(new JsonObject { ["no_such_key"] = 1 }) });
        Assert.Equal([$"{field.Wire.Name}.no_such_key"], request.UnknownKeys);
    }

    private static WireRequest Read(ModelInfo model, JsonObject body) => WireRequest.Read(model, submissionKey: null, body);

    private static ModelInfo Sora() =>
        DirectoryFiles.BuiltInCatalog().Models.First(model => model is { Provider: ProviderIds.NanoGpt, Id: "sora-2" });
}
