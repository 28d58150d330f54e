namespace NanoGpt;

/// <summary>All checks of a request, in order: fields, additional fields, what texts name, rules, the model itself.</summary>
internal static class RequestValidator
{
    /// <summary>What NanoGPT takes of one medium, decoded: 4 MB, read as the smaller of the two meanings.</summary>
    public const long DefaultMaxUploadBytes = 4_000_000;

    public static IReadOnlyList<Finding> Validate(VideoRequest request, long maxUploadBytes)
    {
        var findings = new List<Finding>();
        FieldValidator.Check(request, maxUploadBytes, findings);
        if (request.Model.NeedsValues)
        {
            var values = ValueCollector.Collect(request);
            ReferenceValidator.Check(request.Model, values, findings);
            RuleValidator.Check(request.Model, values, findings);
        }

        CheckModel(request.Model, findings);
        return findings;
    }

    private static void CheckModel(ModelInfo model, List<Finding> findings)
    {
        if (model.Status == ModelStatus.Deprecated)
        {
            var since = model.Since is null ? "" : $" since {model.Since}";
            var successor = model.Successor is null ? "" : $" Use {model.Successor}.";
            findings.Add(new Finding(
                FindingCodes.ModelDeprecated,
                FindingSeverity.Warning,
                "",
                $"The model {model.Id} is deprecated{since}.{successor}",
                model.Successor));
        }
    }
}
