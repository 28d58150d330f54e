using NanoGpt.Schema.Model;
using NanoGpt.Evaluation;

namespace NanoGpt.Emulator.Requests;

/// <summary>All that is wrong with a body: fields of the wrong kind, then what the directory's checker finds.</summary>
internal static class RequestFindings
{
    /// <summary>The findings, warnings included; a field is not called missing that is malformed.</summary>
    public static IReadOnlyList<Finding> Of(ModelDefinition model, WireRequest request)
    {
        var malformed = request.Malformed
            .Select(field => new Finding(FindingCodes.DataMalformed, FindingSeverity.Error, request.KeyOf(field.Field) ?? field.Field, field.Message) { Field = field.Field })
            .ToList();
        var broken = RequestChecker.Check(model, request.Values)
            .Where(finding => finding.Code != FindingCodes.Required || malformed.All(field => field.Field != finding.Field));
        return [.. malformed, .. broken];
    }
}
