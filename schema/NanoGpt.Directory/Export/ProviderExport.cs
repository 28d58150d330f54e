using System.Text.Json;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Export;

/// <summary>One provider: what its models have in common.</summary>
internal static class ProviderExport
{
    public static void Write(Utf8JsonWriter json, ProviderSpec provider)
    {
        json.WriteStartObject();
        json.Write("id", provider.Id);
        json.Write("title", provider.Title);
        json.Write("summary", provider.Summary);
        json.Write("baseUrl", provider.BaseUrl);
        json.Write("hosts", provider.Hosts);
        json.Write("submissionId", provider.SubmissionId);
        json.Write("typePrefix", provider.TypePrefix.Length == 0 ? null : provider.TypePrefix);
        json.Write("httpLinks", provider.HttpLinks);
        json.WriteStartObject("limits");
        json.Write("uploadBytes", provider.Limits.UploadBytes);
        json.Write("sourceVideoSeconds", provider.Limits.SourceVideoSeconds);
        json.Write("promptCharacters", provider.Limits.PromptCharacters);
        json.Write("submitsPerMinute", provider.Limits.SubmitsPerMinute);
        json.Write("extendsPerMinute", provider.Limits.ExtendsPerMinute);
        json.Write("recoversPerMinute", provider.Limits.RecoversPerMinute);
        json.Write("requestsPerSecond", provider.Limits.RequestsPerSecond);
        json.WriteEndObject();
        json.List("sources", provider.Sources, source =>
        {
            json.WriteStartObject();
            json.Write("id", source.Id);
            json.Write("title", source.Title);
            json.Write("date", source.Date);
            json.WriteEndObject();
        });
        json.List("disputes", provider.Disputes, shared =>
        {
            json.WriteStartObject();
            json.Write("id", shared.Id);
            json.WritePropertyName("dispute");
            CatalogExport.Write(json, shared.Dispute);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }
}
