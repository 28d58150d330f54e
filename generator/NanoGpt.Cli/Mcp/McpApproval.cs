using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using NanoGpt.Evaluation;
using NanoGpt.Extensions.AI;

namespace NanoGpt.Cli.Mcp;

/// <summary>Asks the user through the client before money is spent.</summary>
internal sealed class McpApproval(McpServer server)
{
    private const string Field = "approve";
    private const int ShownCharacters = 300;

    /// <summary>Returns null for approval; otherwise the reason of the refusal.</summary>
    public async ValueTask<string?> AskAsync(PlannedSpending spending, CancellationToken cancellationToken)
    {
        if (server.ClientCapabilities?.Elicitation is null)
        {
            return "The server requires an approval of the user, and this client cannot ask for one.";
        }

        ElicitResult answer;
        try
        {
            answer = await server.ElicitAsync(CreateQuestion(spending), cancellationToken);
        }
        catch (Exception e) when (e is McpException or InvalidOperationException or JsonException)
        {
            return "The server requires an approval of the user, and the client did not ask for one.";
        }

        return answer.IsAccepted && answer.Content?.TryGetValue(Field, out var value) == true
            && value.ValueKind == JsonValueKind.True
            ? null : "The user did not approve the request.";
    }

    private static ElicitRequestParams CreateQuestion(PlannedSpending spending) => new()
    {
        Message = Describe(spending),
        RequestedSchema = new ElicitRequestParams.RequestSchema
        {
            Properties = { [Field] = new ElicitRequestParams.BooleanSchema { Title = "Spend the money" } },
            Required = [Field],
        },
    };

    private static string Describe(PlannedSpending spending)
    {
        var request = spending.Request.ToJsonString();
        return $"Generate a video with {spending.Model} for at most {Messages.Amount(spending.Amount)} USD "
            + $"(price: {spending.Price})? Request: "
            + (request.Length <= ShownCharacters ? request : request[..ShownCharacters] + "…");
    }
}
