namespace NanoGpt.Emulator.Faults;

/// <summary>Represents one way in which a request can fail. <see cref="FaultCatalog"/> contains all faults.</summary>
public sealed record Fault
{
    internal Fault(string name, string rows, string description, params IReadOnlyList<EmulatorRoute> routes) =>
        (Name, Rows, Description, Routes) = (name, rows.Split(' ', StringSplitOptions.RemoveEmptyEntries), description, routes);

    /// <summary>Gets the name of the fault in scripts.</summary>
    public string Name { get; }

    /// <summary>Gets the rows of the fault matrix that the fault causes, such as <c>S08</c>.</summary>
    public IReadOnlyList<string> Rows { get; }

    /// <summary>Gets a description of what the client receives.</summary>
    public string Description { get; }

    /// <summary>Gets the routes that the fault can be applied to.</summary>
    public IReadOnlyList<EmulatorRoute> Routes { get; }

    /// <summary>
    /// Gets a value that indicates whether the response contains false information that no client can detect.
    /// <see cref="SeededFaults"/> does not choose such faults.
    /// </summary>
    public bool IsFalseSuccess { get; init; }

    /// <summary>Gets a value that indicates whether the fault occurs before the request is charged.</summary>
    public bool IsUncharged => Before is not null;

    /// <summary>Gets the function that creates the response before the service handles the request.</summary>
    internal Func<FaultScene, EmulatorResponse>? Before { get; init; }

    /// <summary>Gets the function that changes the response. It returns the same response if it is not applicable.</summary>
    internal Func<FaultScene, EmulatorResponse, EmulatorResponse>? After { get; init; }

    /// <summary>Gets the function that returns the deliveries of a webhook.</summary>
    internal Func<WebhookDelivery, IReadOnlyList<WebhookDelivery>>? Deliver { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

internal sealed record FaultScene(EmulatorCall Call, DateTimeOffset Now);

/// <summary>Represents a fault that was injected.</summary>
/// <param name="Call">The request that the fault was applied to.</param>
/// <param name="Fault">The fault.</param>
public sealed record InjectedFault(EmulatorCall Call, Fault Fault);

internal static class Rewriting
{
    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Response(
        Func<EmulatorResponse, EmulatorResponse> change) =>
        (_, response) => response.Status is >= 200 and < 300 && !response.Body.IsEmpty ? change(response) : response;

    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Json(Action<JsonObject> change) =>
        Json((_, json) => change(json));

    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Json(Action<FaultScene, JsonObject> change) =>
        (scene, response) =>
    {
        if (response.Status is < 200 or >= 300 || Parse(response) is not { } json)
        {
            return response;
        }

        var before = json.ToJsonString();
        change(scene, json);
        return json.ToJsonString() == before
            ? response
            : EmulatorResponse.Json(json, response.Status) with { Headers = response.Headers };
    };

    /// <summary>Changes the text of the JSON; the result may be invalid JSON.</summary>
    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Text(Func<string, string> change) =>
        Response(response =>
            response with { Body = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(response.Body.Span))) });

    /// <summary>Adds an entry at the start of the JSON object, which may contain the key already.</summary>
    public static Func<FaultScene, EmulatorResponse, EmulatorResponse> Entry(string entry) =>
        Text(json => json.StartsWith('{') ? string.Concat("{", entry, ",", json.AsSpan(1)) : json);

    private static JsonObject? Parse(EmulatorResponse response)
    {
        try
        {
            return JsonNode.Parse(response.Body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
