namespace NanoGpt.Directories.Export;

/// <summary>Writes models as JSON. The shape is a contract: keys are added, never renamed or removed.</summary>
internal static class CatalogExport
{
    public static IEnumerable<ModelDefinition> Ordered(Catalog catalog) =>
        catalog.Models.OrderBy(model => model.Provider, StringComparer.Ordinal).ThenBy(model => model.Id, StringComparer.Ordinal);

    public static void Write(Utf8JsonWriter json, ModelDefinition model)
    {
        json.WriteStartObject();
        json.Write("provider", model.Provider);
        json.Write("id", model.Id);
        json.Write("type", model.RequestType);
        json.Write("title", model.Title);
        json.Write("summary", model.Summary);
        json.Write("status", JsonOutput.ToLowerName(model.Status));
        json.Write("since", model.Since);
        json.Write("successor", model.Successor);
        json.Write("modes", model.Modes);
        json.Write("outputs", model.Outputs);
        json.List("inputs", model.Fields, field => FieldExport.Write(json, field));
        json.List("rules", model.Rules, rule => RuleExport.Write(json, model, rule));
        json.Map("facts", model.Facts.Select(fact => (fact.Name, fact.Value)));
        PricingExport.Write(json, model);
        json.Write("confidence", model.Confidence);
        json.Write("sources", model.Sources);
        json.List("disputes", model.Disputes, dispute => Write(json, dispute));
        json.Write("notes", model.Notes);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, DisputeSpec dispute)
    {
        json.WriteStartObject();
        json.Write("about", dispute.About);
        json.Map("claims", dispute.Claims.Select(claim => (claim.Source, claim.Claim)));
        json.Write("resolved", dispute.Resolved);
        json.WriteEndObject();
    }
}

/// <summary>Writes providers as JSON.</summary>
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

/// <summary>Writes prices as JSON. The first rate whose conditions all hold applies.</summary>
internal static class PricingExport
{
    public static void Write(Utf8JsonWriter json, ModelDefinition model)
    {
        if (model.Price is not { } pricing)
        {
            json.WriteNull("pricing");
            return;
        }

        json.WriteStartObject("pricing");
        json.Write("currency", pricing.Currency);
        json.Write("asOf", pricing.AsOf);
        json.Write("seconds", pricing.Seconds);
        json.List("rates", pricing.Rates, rate => Write(json, rate));
        json.Write("note", pricing.Note);
        json.Write("sources", pricing.Sources.IsEmpty ? model.Sources : pricing.Sources);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RateInfo rate)
    {
        json.WriteStartObject();
        RuleExport.Conditions(json, "when", rate.When);
        json.Write("perVideo", rate.PerVideo);
        json.Write("perSecond", rate.PerSecond);
        json.Write("freeSeconds", rate.FreeSeconds);
        json.WriteEndObject();
    }
}
