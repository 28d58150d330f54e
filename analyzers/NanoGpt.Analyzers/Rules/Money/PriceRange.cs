using System.Globalization;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Rules.Money;

/// <summary>What a request may cost as far as its constants tell, by the rules by which the runtime estimates.</summary>
internal static class PriceRange
{
    /// <summary>As a sentence with a blank before it; empty where the price is not known, or certain.</summary>
    public static string Describe(RequestObject request)
    {
        if (request.Model.Price is not { } price)
        {
            return "";
        }

        decimal? least = null;
        decimal? most = null;
        foreach (var rate in price.Rates)
        {
            var fit = Fits(request, rate);
            if (fit == false)
            {
                continue;
            }

            if (Seconds(request, rate, price) is not var (shortest, longest))
            {
                return "";
            }

            var (low, high) = (rate.For(shortest), rate.For(longest));
            least = least < low ? least : low;
            most = most > high ? most : high;
            if (fit == true)
            {
                break;
            }
        }

        return least is null || least == most
            ? ""
            : $" It may cost {Spell(least.Value)} to {Spell(most!.Value)} {price.Currency} (prices of {price.AsOf}).";
    }

    private static bool? Fits(RequestObject request, RateModel rate)
    {
        bool? all = true;
        foreach (var clause in rate.When)
        {
            if (request.Model.Field(clause.Property) is not { } field)
            {
                return null;
            }

            var value = ValueOf(request, field);
            var holds = clause.Kind is ClauseKind.IsSet or ClauseKind.IsUnset || value is null ? null : RequestView.Compare(field, value, clause);
            if (holds == false)
            {
                return false;
            }

            all = holds is null ? null : all;
        }

        return all;
    }

    private static (decimal Shortest, decimal Longest)? Seconds(RequestObject request, RateModel rate, PriceModel price)
    {
        if (rate.PerSecond == 0)
        {
            return (0, 0);
        }

        var field = request.Model.CostDrivers.FirstOrDefault(static driver => driver.Name.EndsWith("Duration", StringComparison.Ordinal))
            ?? request.Model.Field("Duration");
        if (field is not null && Numbers.ToDouble(ValueOf(request, field)) is >= 0 and < 1e6 and var known)
        {
            return ((decimal)known, (decimal)known);
        }

        return price.Seconds is { } seconds ? (seconds, seconds) : field is null ? null : Bounds(field);
    }

    private static (decimal Shortest, decimal Longest)? Bounds(FieldModel field)
    {
        var values = field.Enum?.GetMembers().OfType<Microsoft.CodeAnalysis.IFieldSymbol>().Select(static member => Numbers.ToDouble(member.ConstantValue)).OfType<double>().ToList()
            ?? [.. field.AllowedValues.Select(Numbers.ToDouble).OfType<double>()];
        if (values.Count == 0 && field.Range is { HasMin: true, HasMax: true } range)
        {
            values = [range.Min, range.Max];
        }

        return values.Count == 0 || values.Min() < 0 || values.Max() > 1e6 ? null : ((decimal)values.Min(), (decimal)values.Max());
    }

    // The constant, or, where it is not set, what the service assumes.
    private static object? ValueOf(RequestObject request, FieldModel field) => request.Assigned.Find(field.Name)?.Fact switch
    {
        null => request.IsComplete ? field.Default : null,
        Fact.Constant { Value: null } => field.Default,
        Fact.Constant { Value: var value } => value,
        _ => null,
    };

    private static string Spell(decimal price) => price.ToString("0.####", CultureInfo.InvariantCulture);
}
