using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace NanoGpt.Cli.Mcp;

/// <summary>Provides the prompt that helps to choose a model.</summary>
internal static class PromptHandlers
{
    private const string Name = "choose_model";
    private const string Wish = "wish";
    private const string Budget = "max_price";

    public static ValueTask<ListPromptsResult> ListAsync(
        RequestContext<ListPromptsRequestParams> context, CancellationToken cancellationToken) => new(new ListPromptsResult
        {
            Prompts =
            [
                new Prompt
                {
                    Name = Name,
                    Title = "Choose a video model",
                    Description = "Compares video models for a wish, and prepares a request.",
                    Arguments =
                    [
                        new PromptArgument { Name = Wish, Description = "What the video shows, and its form.", Required = true },
                        new PromptArgument { Name = Budget, Description = "The maximum price of the video, in USD." },
                    ],
                },
            ],
        });

    public static ValueTask<GetPromptResult> GetAsync(
        RequestContext<GetPromptRequestParams> context, CancellationToken cancellationToken)
    {
        if (context.Params is not { Name: Name, Arguments: { } arguments } || Find(arguments, Wish) is not { } wish)
        {
            throw new McpProtocolException($"The prompt is {Name}, with the argument {Wish}.", McpErrorCode.InvalidParams);
        }

        var price = Find(arguments, Budget) is { } limit ? $" It may cost at most {limit} USD." : "";
        return new(new GetPromptResult
        {
            Messages =
            [
                new PromptMessage
                {
                    Role = Role.User,
                    Content = new TextContentBlock
                    {
                        Text = $"""
                            I want a video: {wish}.{price}

                            1. Call find_models with the mode, the input and the resolution that fit, and compare at most three
                               models by price, duration and rules.
                            2. Call describe_model for the best one, and write a request by its schema.
                            3. Call validate_request, and apply the repairs of its findings until the request is valid.
                            4. Tell me the model, the price and the request, and ask me before you call submit_video.
                            """,
                    },
                },
            ],
        });
    }

    private static string? Find(IDictionary<string, JsonElement> arguments, string name) =>
        arguments.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text
            ? text : null;
}
