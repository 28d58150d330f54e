using NanoGpt.Catalogs.Forms;
using NanoGpt.Catalogs.Repairs;

namespace NanoGpt.Catalogs.Requests;

/// <summary>Finds the repairs of a request as JSON: those of the catalogue that need no further value.</summary>
public sealed class RequestRepairs
{
    private readonly ModelInfo model;
    private readonly JsonObject body;
    private readonly FormRequest? request;
    private readonly JsonObject before = [];
    private readonly IReadOnlyList<Finding> findings = [];

    /// <summary>Initializes the repairs of a request.</summary>
    /// <param name="form">The form of the model.</param>
    /// <param name="body">The request.</param>
    public RequestRepairs(FormType form, JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(body);
        (model, this.body) = (form.Model.Info, body);
        try
        {
            request = form.Parse(body.ToJsonString()).Request;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return;   // a form cannot hold the request
        }

        findings = request.Validate();
        before = Write(request);
    }

    /// <summary>Returns the repairs after which the request no longer has a finding.</summary>
    /// <param name="finding">A finding of the request.</param>
    public IReadOnlyList<RequestRepair> Find(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (FindConverted(finding) is { } converted)
        {
            return [new RequestRepair(new JsonObject { [finding.Property] = converted }, [])];
        }

        // The same finding names the properties of C# instead of the keys of the wire.
        var same = findings.FirstOrDefault(
            one => one.Code == finding.Code && one.Field == finding.Field && one.Rule == finding.Rule);
        return same is null
            ? []
            : [.. QuickFixes.Find(request!, same).Where(static fix => !fix.HasPlaceholder).Select(fix => Compare(fix.Result))];
    }

    // A value of another JSON type, such as 8 instead of "8", as the closest allowed one.
    private JsonNode? FindConverted(Finding finding)
    {
        if (finding.Code != FindingCodes.DataMalformed || model.FindField(finding.Field) is not { List: null } field
            || body[finding.Property] is not JsonValue value)
        {
            return null;
        }

        var text = value.ToString();
        return field.Type switch
        {
            FieldType.Boolean => bool.TryParse(text, out var boolean) ? JsonValue.Create(boolean) : null,
            FieldType.Integer or FieldType.Number or FieldType.Seconds =>
                decimal.TryParse(field.WithoutUnit(text), CultureInfo.InvariantCulture, out var number)
                && Remedies.FindNearestNumber(field, number) is { } nearest
                    ? WireNode.Create(field, nearest) : null,
            FieldType.Enum or FieldType.String when field.Values.Any(one => one.Wire == text) => JsonValue.Create(text),
            _ => null,
        };
    }

    private RequestRepair Compare(FormRequest repaired)
    {
        var after = Write(repaired);
        var set = after.Where(member => !JsonNode.DeepEquals(member.Value, before[member.Key]))
            .Select(static member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()));
        return new RequestRepair(
            new JsonObject(set), [.. before.Select(static member => member.Key).Where(key => !after.ContainsKey(key))]);
    }

    private static JsonObject Write(FormRequest request) => JsonNode.Parse(request.ToJson())!.AsObject();
}
