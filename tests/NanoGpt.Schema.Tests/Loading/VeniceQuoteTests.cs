using System.Globalization;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Loading;

/// <summary>Compares the recorded prices of Venice with the quotes of the running service.</summary>
public sealed class VeniceQuoteTests
{
    private const decimal Cent = 0.01m;

    [Fact]
    public void EstimatePrice_EveryQuotedRequest_IsWithinOneCentOrUnknown()
    {
        var models = Load.Files(Load.Provider("venice")).Models.ToDictionary(model => model.Id, StringComparer.Ordinal);
        var (quotes, priced) = (0, 0);
        foreach (var (model, request, usd) in Quotes(models))
        {
            quotes++;
            if (model is null || RequestChecker.EstimatePrice(model, request)?.Maximum is not { } price)
            {
                // Without a definition, or without a price.
                Assert.True(model?.Price is null, $"{model?.Id} has prices, but none for {string.Join(", ", request.Values.Select(value => value.Scalar?.Text))}.");
                continue;
            }

            priced++;
            Assert.True(Math.Abs(price - usd) <= Cent, $"{model.Id} with {string.Join(", ", request.Values.Select(value => value.Scalar?.Text))}: {price}, not {usd}");
        }

        Assert.Equal(3688, quotes);
        Assert.True(priced >= 2900, $"{priced} quotes of models of the directory.");
    }

    [Fact]
    public void Models_WithQuotes_HavePricesAndTheDayOfTheQuotes()
    {
        var models = Load.Files(Load.Provider("venice")).Models.ToDictionary(model => model.Id, StringComparer.Ordinal);
        Assert.All(
            Quotes(models).Select(quote => quote.Model).OfType<ModelDefinition>().Distinct(),
            model => Assert.Equal("2026-09-29", model.Price!.AsOf));
    }

    private static IEnumerable<(ModelDefinition? Model, Dictionary<string, RequestValue> Request, decimal Usd)> Quotes(
        Dictionary<string, ModelDefinition> models)
    {
        foreach (var line in File.ReadLines(Repository.PathOf("tests/NanoGpt.Testing/Venice/quotes-2026-09-29.txt")).Where(line => line[0] != '#'))
        {
            var cells = line.Split(" | ");
            var model = models.GetValueOrDefault(cells[0]);
            foreach (var quote in cells[3].Split(' ').Select(text => text.Split('=')))
            {
                var request = new Dictionary<string, RequestValue>(StringComparer.Ordinal)
                {
                    ["duration"] = RequestValue.Of(decimal.Parse(quote[0], CultureInfo.InvariantCulture)),
                };
                if (cells[1] != "-" && model?.FindField("resolution") is not null)
                {
                    request["resolution"] = RequestValue.Of(cells[1]);
                }

                if (model?.FindField("generate_audio") is not null)
                {
                    request["generate_audio"] = RequestValue.Of(cells[2] == "on");
                }

                yield return (model, request, decimal.Parse(quote[1], CultureInfo.InvariantCulture) / 100);
            }
        }
    }
}
