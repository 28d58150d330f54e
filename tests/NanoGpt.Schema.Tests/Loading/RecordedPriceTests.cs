using System.Globalization;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Tests.Kit;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Tests.Loading;

/// <summary>
/// Compares the flat rates of every model with the nested map in its file, which is evaluated for each request.
/// </summary>
public sealed class RecordedPriceTests
{
    [Theory]
    [InlineData("nanogpt", 50)]
    [InlineData("venice", 100)]
    public void Rates_EveryRequest_GiveThePriceInTheFile(string provider, int atLeast)
    {
        var priced = Priced(provider);
        Assert.True(priced.Count >= atLeast, $"{priced.Count} models have prices.");
        foreach (var (model, pricing) in priced)
        {
            foreach (var request in Requests(model, pricing))
            {
                foreach (var seconds in new[] { 3m, 7m })
                {
                    var expected = Price(pricing, model, request, seconds);
                    var found = RateOf(model, request)?.GetPrice(seconds);
                    Assert.True(expected == found, $"{model.Id} with {string.Join(", ", request.Select(pair => $"{pair.Key} = {pair.Value.Scalar?.Text}"))}: {found}, not {expected}");
                }
            }
        }
    }

    [Theory]
    [InlineData("nanogpt")]
    [InlineData("venice")]
    public void Rates_OfEveryModel_AreUsedAndHaveNoDuplicates(string provider)
    {
        foreach (var (model, pricing) in Priced(provider))
        {
            var isPrice = Requests(model, pricing)
                .Select(request => RateOf(model, request)).ToHashSet();
            Assert.All(model.Price!.Rates, rate => Assert.Contains(rate, isPrice));
            Assert.All(model.Price!.Rates, rate => Assert.Distinct(rate.When));
        }
    }

    [Fact]
    public void Rates_TwoComponentsOnTheSameFields_AreCombined()
    {
        var wan = Load.Files(Load.Provider("nanogpt")).Models.Single(model => model.Id == "wan-26");
        Assert.Equal(10, wan.Price!.Rates.Count);
    }

    private static RateInfo? RateOf(ModelDefinition model, Dictionary<string, RequestValue> request) =>
        model.Price!.Rates.FirstOrDefault(rate => RequestChecker.AllHold(rate.When, model, request));

    // The models with what stands under 'pricing' in their files.
    private static List<(ModelDefinition Model, YamlMapping Pricing)> Priced(string provider)
    {
        var files = Load.Provider(provider).Select(file => ModelDirectory.Parse(file, TestContext.Current.CancellationToken)).ToList();
        return [.. from model in ModelDirectory.Build(files, TestContext.Current.CancellationToken).Models
                   where model.Price is not null
                   let file = files.Single(file => file.File.Kind == FileKind.Model && (file.Root!["id"] as YamlScalar)?.Text == model.Id)
                   select (model, (YamlMapping)file.Root!["pricing"]!)];
    }

    private static decimal? Price(YamlMapping pricing, ModelDefinition model, Dictionary<string, RequestValue> request, decimal seconds)
    {
        if (pricing["base"] is YamlMapping whole)
        {
            var free = whole["seconds"] is { } node ? Number(node) : 0;
            return Amount(whole["price"], model, request) + (Amount(whole["per_extra_second"], model, request) * Math.Max(0, seconds - free));
        }

        return Amount(pricing["per_video"], model, request) + (Amount(pricing["per_second"], model, request) * seconds);
    }

    // A value comes before a comparison, and a comparison before set and unset; what leads to no amount is passed by.
    private static decimal? Amount(YamlNode? node, ModelDefinition model, Dictionary<string, RequestValue> request)
    {
        if (node is not YamlMapping map)
        {
            return node is null ? 0 : Number(node);
        }

        var (name, branches) = (map.Entries[0].Key.Text, (YamlMapping)map.Entries[0].Value);
        var field = model.FindField(name)!;
        var ranked = branches.Entries.Select(entry => (Condition: Condition(field, entry.Key), entry.Value))
            .OrderBy(branch => branch.Condition.Operator switch { ConditionOperator.IsOneOf => 0, ConditionOperator.IsSet or ConditionOperator.IsUnset => 2, _ => 1 });
        foreach (var (condition, value) in ranked)
        {
            if (RequestChecker.Holds(condition, model, request) && Amount(value, model, request) is { } amount)
            {
                return amount;
            }
        }

        return null;
    }

    private static ConditionInfo Condition(FieldInfo field, YamlScalar key)
    {
        var (kind, text) = (key.IsPlain ? key.Text : "", key.Text) switch
        {
            ("set", _) => (ConditionOperator.IsSet, ""),
            ("unset", _) => (ConditionOperator.IsUnset, ""),
            (_, ['<', '=', .. var rest]) => (ConditionOperator.AtMost, rest),
            (_, ['>', '=', .. var rest]) => (ConditionOperator.AtLeast, rest),
            (_, ['<', .. var rest]) => (ConditionOperator.Below, rest),
            (_, ['>', .. var rest]) => (ConditionOperator.Above, rest),
            (_, var value) => (ConditionOperator.IsOneOf, value),
        };
        return new ConditionInfo(field.Name, kind, text.Length == 0 ? default : new([Scalar(field, text)]));
    }

    private static Scalar Scalar(FieldInfo field, string text) => field.Type switch
    {
        FieldType.Boolean => NanoGpt.Scalar.Of(text == "true"),
        _ when field.IsNumeric => NanoGpt.Scalar.Of(decimal.Parse(text, CultureInfo.InvariantCulture)),
        _ => NanoGpt.Scalar.Of(text),
    };

    private static decimal Number(YamlNode node) => decimal.Parse(((YamlScalar)node).Text, CultureInfo.InvariantCulture);

    private static IEnumerable<ConditionInfo> Conditions(YamlNode? node, ModelDefinition model) => node is not YamlMapping map ? []
        : from branch in ((YamlMapping)map.Entries[0].Value).Entries
          from condition in Conditions(branch.Value, model).Prepend(Condition(model.FindField(map.Entries[0].Key.Text)!, branch.Key))
          select condition;

    private static List<Dictionary<string, RequestValue>> Requests(ModelDefinition model, YamlMapping pricing)
    {
        var amounts = pricing["base"] as YamlMapping ?? pricing;
        var conditions = new[] { "per_video", "per_second", "price", "per_extra_second" }.SelectMany(key => Conditions(amounts[key], model)).ToList();
        List<Dictionary<string, RequestValue>> requests = [[]];
        foreach (var field in model.Fields.Where(field => conditions.Exists(condition => condition.Field == field.Name)))
        {
            var values = Values(field, conditions.Where(condition => condition.Field == field.Name));
            requests = [.. requests.SelectMany(_ => values, (request, value) => value is null ? request : new(request) { [field.Name] = value })];
        }

        return requests;
    }

    // Left out, every listed value, and numbers on both sides of every number that a price asks for.
    private static List<RequestValue?> Values(FieldInfo field, IEnumerable<ConditionInfo> conditions)
    {
        List<RequestValue?> values = field.IsRequired ? [] : [null];
        values.AddRange(field switch
        {
            { List: not null } => [RequestValue.OfList([])],
            { IsMedia: true } => [RequestValue.OfMedia(MediaForms.Url)],
            { Type: FieldType.Boolean } => [RequestValue.Of(true), RequestValue.Of(false)],
            { Values.IsEmpty: false } => field.Values.Select(value => RequestValue.Of(FieldDomain.ScalarOf(field, value))),
            _ => conditions.SelectMany(condition => condition.Values).SelectMany(value => new[] { value.Number - 1, value.Number, value.Number + 1 })
                .Distinct().Select(RequestValue.Of),
        });
        return values;
    }
}
