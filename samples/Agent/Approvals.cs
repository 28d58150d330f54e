using Microsoft.Extensions.AI;

namespace Agent;

/// <summary>Asks the user before a function that costs money is called.</summary>
internal static class Approvals
{
    /// <summary>Returns the requests for approval in a response.</summary>
    public static IReadOnlyList<ToolApprovalRequestContent> Find(ChatResponse response) =>
        [.. response.Messages.SelectMany(static message => message.Contents).OfType<ToolApprovalRequestContent>()];

    /// <summary>
    /// Asks for one approval. Without a terminal, as in a test, the sample approves: the emulator costs nothing.
    /// </summary>
    public static AIContent Ask(ToolApprovalRequestContent request)
    {
        var call = (FunctionCallContent)request.ToolCall;
        Console.Write($"May the agent call {call.Name}? [y/N] ");
        var isApproved = Console.IsInputRedirected || Console.ReadLine()?.Trim() is "y" or "Y";
        Console.WriteLine(Console.IsInputRedirected ? "approved" : "");
        return request.CreateResponse(isApproved, isApproved ? null : "The user refused.");
    }
}
