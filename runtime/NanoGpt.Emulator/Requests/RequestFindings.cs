using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Rules;

namespace NanoGpt.Emulator.Requests;

/// <summary>All that is wrong with a body: fields of the wrong kind, then what the directory's checker finds.</summary>
internal static class RequestFindings
{
    /// <summary>The findings, warnings included; a field is not called missing that is malformed.</summary>
    public static IReadOnlyList<RequestFinding> Of(ModelSpec model, WireRequest request)
    {
        var malformed = request.Malformed
            .Select(field => new RequestFinding(RequestCodes.WrongType, IssueSeverity.Error, field.Field, field.Message, Allowed: null))
            .ToList();
        var broken = RequestChecker.Check(model, request.Values)
            .Where(finding => finding.Code != RequestCodes.Required || malformed.All(field => field.Field != finding.Field));
        return [.. malformed, .. broken];
    }
}
