using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Agent;

/// <summary>
/// Takes the place of a language model: it decides by the last result of a function, as a model would. Its first request has a
/// mistake: Sora renders 1792x1024 only in pro mode.
/// </summary>
internal sealed class ScriptedModel : IChatClient
{
    private readonly JsonObject request = new()
    {
        ["prompt"] = "A tram in the rain, seen from the pavement",
        ["resolution"] = "1792x1024",
        ["duration"] = "4",
    };

    private int calls;

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(Decide(messages.Last())));

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private ChatMessage Decide(ChatMessage last)
    {
        if (last.Contents.OfType<FunctionResultContent>().LastOrDefault() is not { } content)
        {
            return Call("validate_request", WithRequest());
        }

        var result = ReadJson(content.Result);
        return result switch
        {
            { ValueKind: JsonValueKind.Undefined } => new ChatMessage(ChatRole.Assistant, $"I stopped: {content.Result}"),
            _ when result.TryGetProperty("error", out var error) => new ChatMessage(
                ChatRole.Assistant, $"I stopped: {error.GetProperty("message")}"),
            _ when result.TryGetProperty("is_valid", out var isValid) => isValid.GetBoolean()
                ? Call("submit_video", WithRequest()) : Repair(result.GetProperty("findings")[0]),
            _ when result.TryGetProperty("files", out var files) => new ChatMessage(
                ChatRole.Assistant, $"The video is saved: {Path.GetFileName(files[0].GetProperty("path").GetString())}."),
            _ => Continue(result),
        };
    }

    private ChatMessage Repair(JsonElement finding)
    {
        Console.WriteLine($"finding: {finding.GetProperty("message")}");
        foreach (var change in finding.GetProperty("repairs")[0].GetProperty("set").EnumerateObject())
        {
            Console.WriteLine($"repair: {change.Name} = {change.Value.GetRawText()}");
            request[change.Name] = JsonNode.Parse(change.Value.GetRawText());
        }

        return Call("validate_request", WithRequest());
    }

    private ChatMessage Continue(JsonElement job)
    {
        Console.WriteLine($"job: {job.GetProperty("status")}");
        var id = new Dictionary<string, object?> { ["job"] = job.GetProperty("job").GetString() };
        return Call(job.GetProperty("is_ended").GetBoolean() ? "save_video" : "wait_for_job", id);
    }

    private Dictionary<string, object?> WithRequest() => new() { ["model"] = "sora-2", ["request"] = request.DeepClone() };

    private ChatMessage Call(string function, Dictionary<string, object?> arguments)
    {
        Console.WriteLine($"calls {function}");
        return new ChatMessage(ChatRole.Assistant, [new FunctionCallContent($"call-{++calls}", function, arguments)]);
    }

    // A result with videos is a list of contents, which begins with the JSON.
    private static JsonElement ReadJson(object? result) => result switch
    {
        JsonElement json => json,
        IEnumerable<AIContent> contents => JsonElement.Parse(contents.OfType<TextContent>().First().Text),
        _ => default,
    };
}
