using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Definitions;
using NanoGpt.Emulator.Responses;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Requests;

/// <summary>Whether a request may be taken: what the directory says, in the service's envelopes.</summary>
internal static class RequestVerdict
{
    /// <summary>The refusal, or null. All that is wrong stands under <c>findings</c>, which the service itself does not send.</summary>
    public static EmulatorResponse? Of(ModelDefinition model, WireRequest request, bool refuseUnknownKeys)
    {
        if (refuseUnknownKeys && request.UnknownKeys is [var unknown, ..])
        {
            return Refusal.BadValue(unknown, $"{model.Id} does not take '{unknown}'.");
        }

        var wrong = request.Check().Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        if (wrong.Count == 0)
        {
            return null;
        }

        var first = wrong[0];
        var (status, code) = first.Code switch
        {
            FindingCodes.Required => (StatusCodes.Status400BadRequest, "missing_required_parameter"),
            FindingCodes.MediumTooLarge => (StatusCodes.Status413PayloadTooLarge, "file_too_large"),
            _ => (StatusCodes.Status400BadRequest, "invalid_parameter_value"),
        };
        var findings = wrong.Select(finding => new JsonObject
        {
            ["code"] = finding.Code,
            ["field"] = finding.Field,
            ["param"] = Key(model, request, finding.Field),
            ["message"] = finding.Message,
        });
        return Refusal.Of(
            status, "invalid_request_error", code, first.Message, Key(model, request, first.Field), new JsonArray([.. findings]));
    }

    /// <summary>The key that a finding is about; a path inside an object or list counts as the whole.</summary>
    public static string Key(ModelDefinition model, WireRequest request, string path)
    {
        var field = path.Split('.', '[')[0];
        return request.KeyOf(field) ?? model.FindField(field)?.Wire.Name ?? field;
    }
}
