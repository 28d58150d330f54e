using System.Net;
using System.Text.Json.Nodes;
using NanoGpt.Emulator.Tests.Kit;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Tests;

/// <summary>
/// Tests every model of the directory against the emulator: valid requests are accepted, and each single violation is refused.
/// </summary>
public class EveryModelTests
{
    public static TheoryData<string> Models => [.. Offered.Select(model => model.Id)];

    private static IEnumerable<ModelDefinition> Offered =>
        Server.Catalog.Models.Where(model => model is { Provider: "nanogpt", Status: not ModelStatus.Removed });

    [Fact]
    public void Catalog_BuiltInDirectory_HasModels() => Assert.InRange(Offered.Count(), 50, 1000);

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Submit_MinimalRequestOfEveryModel_GivesAVideo(string id)
    {
        await using var server = await Server.StartAsync(options => options with { RejectUnknownKeys = true, InitialBalance = 1000 });
        var model = Find(id);
        var reply = await server.SubmitAsync(MinimalRequest.Of(model));
        Assert.True(reply.Status == HttpStatusCode.Accepted, reply.Json.ToJsonString());
        server.Time.Advance(60);
        var status = await server.GetAsync($"video/status?requestId={reply.Text("runId")}");
        var video = await server.GetAsync(status.Text("data.output.video.url")!);
        Assert.Equal(["ftyp", "moov", "mdat"], Mp4Box.Read(video.Body).Select(box => box.Type));
        Assert.Equal(1, server.Emulator.PaidJobs);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Submit_OneViolationOfEveryModel_IsRefusedWithItsCode(string id)
    {
        await using var server = await Server.StartAsync();
        var model = Find(id);
        foreach (var (what, request, code) in Mutations(model).Concat(RuleMutations.Of(model)))
        {
            var reply = await server.SubmitAsync(request);
            Assert.True(reply.Status == HttpStatusCode.BadRequest, $"{what}: {(int)reply.Status} {reply.Json.ToJsonString()}");
            Assert.True(reply.Findings().Contains(code), $"{what}: wanted {code}, got {reply.Json.ToJsonString()}");
        }

        Assert.Equal(0, server.Emulator.PaidJobs);
    }

    private static IEnumerable<(string What, JsonObject Request, string Code)> Mutations(ModelDefinition model)
    {
        foreach (var field in model.Fields.Where(field => field.Fixed is null))
        {
            var key = MinimalRequest.KeyOf(field);
            if (field.IsRequired)
            {
                var request = MinimalRequest.Of(model);
                request.Remove(key);
                yield return ($"without {key}", request, "NGPT108");
            }

            foreach (var (value, code) in WrongValues(field))
            {
                var request = MinimalRequest.Of(model);
                request[key] = field.List is { } list ? Repeat(value, Math.Max(1, list.Min ?? 1)) : value;
                yield return ($"{key} = {value.ToJsonString()}", request, code);
            }

            if (field.List?.Max is { } most)
            {
                var request = MinimalRequest.Of(model);
                request[key] = Repeat(MinimalRequest.ValueOf(field with { List = null }), most + 1);
                yield return ($"{most + 1} of {key}", request, "NGPT103");
            }
        }
    }

    private static IEnumerable<(JsonNode Value, string Code)> WrongValues(FieldInfo field)
    {
        var isNumber = field.Type is FieldType.Integer or FieldType.Number or FieldType.Seconds or FieldType.Seed;
        yield return field.Type switch
        {
            FieldType.Boolean => ("yes", "NGPT130"),
            _ when isNumber && !field.Wire.IsText => ("many", "NGPT130"),
            _ when field.Media is { DataKey: not null, UrlKey: null, AttachmentKey: null } => ("data:image/png;base64,@@", "NGPT130"),
            _ when field.Media is { UrlKey: not null } media && media.UrlKey != media.DataKey => ("data:image/png;base64,AAAA", "NGPT130"),
            _ => (true, "NGPT130"),
        };
        if (field.Media is { AttachmentKey: null, UrlKey: not null } shared && shared.UrlKey == shared.DataKey)
        {
            yield return ("attachment-1", "NGPT123");
            yield return ("data:application/octet-stream;base64,AAAA", "NGPT130");
        }

        if (field is { Type: FieldType.Enum, IsOpen: false } or { Type: FieldType.String, IsOpen: false, Values.Count: > 0 })
        {
            yield return ("no-such-value", "NGPT104");
        }

        if (isNumber && field.Values.Count > 0)
        {
            yield return (MinimalRequest.Spell(field, Scalar.Of(9999)), "NGPT104");
        }

        if (isNumber && field is { Max: { } max, Values.Count: 0 })
        {
            yield return (MinimalRequest.Spell(field, Scalar.Of(max + 1)), "NGPT101");
        }

        if (isNumber && field is { Min: { } min, Values.Count: 0 })
        {
            yield return (MinimalRequest.Spell(field, Scalar.Of(min - 1)), "NGPT101");
        }

        if (field is { Type: FieldType.String, MaxLength: { } length })
        {
            yield return (new string('x', length + 1), "NGPT102");
        }
    }

    private static JsonArray Repeat(JsonNode value, int count) => new([.. Enumerable.Range(0, count).Select(_ => value.DeepClone())]);

    private static ModelDefinition Find(string id) => Server.Catalog.Models.Single(model => model.Provider == "nanogpt" && model.Id == id);
}
