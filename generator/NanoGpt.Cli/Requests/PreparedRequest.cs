using System.Text.Json;
using System.Text.Json.Nodes;
using NanoGpt.Definitions;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Requests;

/// <summary>A request that is ready to be looked at: its body, what is wrong with it, and what it costs.</summary>
/// <param name="model">The model.</param>
/// <param name="body">The body as the wire wants it, without a submission id.</param>
internal sealed class PreparedRequest(ModelDefinition model, JsonObject body)
{
    private readonly WireRequest request = WireRequest.Read(model, submissionKey: null, body);

    public ModelDefinition Model { get; } = model;

    /// <summary>The body as the wire wants it, without a submission id.</summary>
    public JsonObject Body { get; } = body;

    /// <summary>Keys that the model does not declare; they are sent as they are.</summary>
    public IReadOnlyList<string> UnknownKeys => request.UnknownKeys;

    public IReadOnlyList<Finding> Findings => request.Check();

    /// <summary>The price by recorded rates; null if they do not cover the request.</summary>
    public decimal? Price => RequestChecker.CalculatePrice(Model, request.Values);

    /// <summary>The request for the client, which sends the body as it is.</summary>
    public RawVideoRequest ToRequest()
    {
        var fields = new AdditionalFields();
        using var document = JsonDocument.Parse(Body.ToJsonString());
        foreach (var member in document.RootElement.EnumerateObject().Where(member => member.Name != "model"))
        {
            fields.Add(member.Name, member.Value);
        }

        return new RawVideoRequest(Model.Id) { AdditionalFields = fields };
    }
}
