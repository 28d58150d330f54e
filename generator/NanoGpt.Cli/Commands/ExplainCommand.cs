using NanoGpt.Cli.Rules;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>explain</c>, which shows the page of a rule, offline.</summary>
internal sealed class ExplainCommand : Command
{
    private readonly CommandHost host;
    private readonly Argument<string?> id = new("ID")
    {
        Description = "The rule, such as NGPT120 or 120 [default: list all rules]",
        HelpName = "ID",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> json = new("--json") { Description = "Write one JSON object" };

    public ExplainCommand(CommandHost host)
        : base("explain", "Explains a rule: what it means, a bad and a good example, what to do.")
    {
        this.host = host;
        id.CompletionSources.Add(_ => RulePages.All().Select(rule => rule.Id));
        Arguments.Add(id);
        Options.Add(json);
        SetAction(Run);
    }

    private int Run(ParseResult result)
    {
        if (result.GetValue(id) is not { } wanted)
        {
            return List(result);
        }

        var rule = RulePages.Normal(wanted);
        if (RulePages.Find(rule) is not { } page)
        {
            var guess = DidYouMean.Find(rule, RulePages.All().Select(known => known.Id));
            host.Error.WriteLine(
                $"There is no rule '{wanted}'{(guess is null ? ": see 'nanogpt explain'." : $": did you mean {guess}?")}");
            return ExitCode.Usage;
        }

        if (result.GetValue(json))
        {
            host.Output.Write(JsonOutput.Text(new JsonObject { ["id"] = rule, ["markdown"] = page }));
        }
        else
        {
            host.Output.Write(page.ReplaceLineEndings(host.Output.NewLine));
        }

        return ExitCode.Ok;
    }

    private int List(ParseResult result)
    {
        var rules = RulePages.All().ToList();
        return host.Write(
            result.GetValue(json),
            () => new JsonObject
            {
                ["rules"] = new JsonArray([.. rules.Select(rule => new JsonObject { ["id"] = rule.Id, ["title"] = rule.Title })]),
            },
            () => rules.Select(rule => $"{rule.Id}  {rule.Title}"));
    }
}
