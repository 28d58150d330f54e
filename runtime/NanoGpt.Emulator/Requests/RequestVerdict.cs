using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Answers;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Rules;

namespace NanoGpt.Emulator.Requests;

/// <summary>Whether a request may be taken: what the directory says, in the service's envelopes.</summary>
internal static class RequestVerdict
{
    private const string Missing = "NGPT108";
    private const string MediumTooLarge = "NGPT131";

    /// <summary>The refusal, or null. All that is wrong stands under <c>findings</c>, which the service itself does not send.</summary>
    public static EmulatorAnswer? Of(ModelSpec model, WireRequest request, bool refuseUnknownKeys)
    {
        if (refuseUnknownKeys && request.UnknownKeys is [var unknown, ..])
        {
            return Refusal.BadValue(unknown, $"{model.Id} does not take '{unknown}'.");
        }

        var wrong = request.Malformed
            .Concat(RequestChecker.Check(model, request.Values))
            .Where(finding => finding.Severity == FindingSeverity.Error)
            .ToList();
        if (wrong.Count == 0)
        {
            return null;
        }

        var first = wrong[0];
        var (status, code) = first.Code switch
        {
            Missing => (StatusCodes.Status400BadRequest, "missing_required_parameter"),
            MediumTooLarge => (StatusCodes.Status413PayloadTooLarge, "file_too_large"),
            _ => (StatusCodes.Status400BadRequest, "invalid_parameter_value"),
        };
        return Refusal.Of(
            status, "invalid_request_error", code, first.Message, Key(model, request, first.Field),
            new JsonArray([.. wrong.Select(finding => Json(finding, Key(model, request, finding.Field)))]));
    }

    private static JsonObject Json(RequestFinding finding, string? key) => new()
    {
        ["code"] = finding.Code,
        ["field"] = finding.Field,
        ["param"] = key,
        ["message"] = finding.Message,
    };

    private static string? Key(ModelSpec model, WireRequest request, string? field) =>
        field is null ? null : request.KeyOfField.GetValueOrDefault(field) ?? model.FindInput(field)?.Wire.Name ?? field;
}
