using NanoGpt.Cli.Rules;
using NanoGpt.Evaluation;

namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>explain</c>, which shows the page of a rule, offline.</summary>
internal sealed class ExplainCommand : HostCommand
{
    private readonly Argument<string?> id = new("ID")
    {
        Description = "The rule, such as NGPT120 or 120 [default: list all rules]",
        HelpName = "ID",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ExplainCommand(CommandHost host)
        : base(host, "explain", "Explains a rule: what it means, a bad and a good example, what to do.")
    {
        id.CompletionSources.Add(_ => RulePages.All().Select(rule => rule.Id));
        Arguments.Add(id);
        Options.Add(JsonOption);
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
            var guess = NearestWord.Find(rule, RulePages.All().Select(known => known.Id));
            Host.Error.WriteLine($"There is no rule '{wanted}': {NearestWord.Hint(guess, "see 'nanogpt explain'.")}");
            return ExitCode.Usage;
        }

        if (result.GetValue(JsonOption))
        {
            Host.Output.Write(JsonOutput.Text(new JsonObject { ["id"] = rule, ["markdown"] = page }));
        }
        else
        {
            Host.Output.Write(page.ReplaceLineEndings(Host.Output.NewLine));
        }

        return ExitCode.Ok;
    }

    private int List(ParseResult result)
    {
        var rules = RulePages.All().ToList();
        return Host.Write(
            result.GetValue(JsonOption),
            () => new JsonObject
            {
                ["rules"] = new JsonArray([.. rules.Select(rule => new JsonObject { ["id"] = rule.Id, ["title"] = rule.Title })]),
            },
            () => rules.Select(rule => $"{rule.Id}  {rule.Title}"));
    }
}
