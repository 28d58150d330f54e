using NanoGpt.Definitions;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Export.Reading;

/// <summary>A provider as <see cref="ProviderExport"/> writes it.</summary>
internal static class ProviderReading
{
    public static ProviderSpec Of(JsonPlace place)
    {
        var id = place.Get("id");
        var limits = place.Get("limits");
        return new ProviderSpec
        {
            // It becomes a folder's name.
            Id = ModelId.IsValid(id.AsText()) && !id.AsText().Contains('/', StringComparison.Ordinal) ? id.AsText() : throw id.Wrong("is no provider's id"),
            Title = place.Text("title"),
            Summary = place.Text("summary"),
            BaseUrl = place.Text("baseUrl"),
            Hosts = place.Texts("hosts"),
            SubmissionId = place.TextOrNull("submissionId"),
            TypePrefix = place.TextOrNull("typePrefix") ?? "",
            HttpLinks = place.Boolean("httpLinks"),
            Limits = new LimitsSpec
            {
                UploadBytes = limits.Whole("uploadBytes"),
                SourceVideoSeconds = limits.Number("sourceVideoSeconds"),
                PromptCharacters = limits.Count("promptCharacters"),
                SubmitsPerMinute = limits.Count("submitsPerMinute"),
                ExtendsPerMinute = limits.Count("extendsPerMinute"),
                RecoversPerMinute = limits.Count("recoversPerMinute"),
                RequestsPerSecond = limits.Count("requestsPerSecond"),
            },
            Sources = place.Items("sources").Select(source => new SourceSpec(source.Text("id"), source.Text("title"), source.TextOrNull("date"))).ToEquatableArray(),
            Disputes = place.Items("disputes").Select(shared => new SharedDisputeSpec(shared.Text("id"), Dispute(shared.Get("dispute")))).ToEquatableArray(),
        };
    }

    public static DisputeSpec Dispute(JsonPlace place) => new(
        place.Text("about"),
        place.Entries("claims").Select(claim => new ClaimSpec(claim.Key, claim.Value.AsText())).ToEquatableArray(),
        place.Text("resolved"));
}
