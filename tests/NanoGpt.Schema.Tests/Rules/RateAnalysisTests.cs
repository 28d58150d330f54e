using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Rules;
using static NanoGpt.Schema.Tests.Kit.SmallModel;

namespace NanoGpt.Schema.Tests.Rules;

public sealed class RateAnalysisTests
{
    private static readonly Gen<ConditionInfo[][]> Rates =
        from count in Gen.Choose(1, 6)
        from rates in Gen.ArrayOf(
            from size in Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Choose(1, 3)))
            from conditions in Gen.ArrayOf(Conditions, size)
            select conditions, count)
        select rates;

    [Fact]
    public void Used_AnyRates_AreThoseThatPriceSomeRequest() =>
        Prop.ForAll(Rates.ToArbitrary(), static rates =>
        {
            // Only what rates mention is tried, or every run would take a minute.
            var mentioned = Fields.Where(field => rates.Any(rate => rate.Any(condition => condition.Field == field.Name))).ToArray();
            if (mentioned.Aggregate(1L, static (product, field) => product * Domain(field).Count) > 5_000)
            {
                return true;
            }

            var expected = new bool[rates.Length];
            foreach (var request in Requests(mentioned))
            {
                var first = Array.FindIndex(rates, rate => RequestChecker.AllHold(new(rate), Whole, request));
                if (first >= 0)
                {
                    expected[first] = true;
                }
            }

            return RateAnalysis.Used(Fields, rates, int.MaxValue).SequenceEqual(expected);
        }).Check(1000);

    [Fact]
    public void Used_BeyondTheCap_RejectsOnlyContradictions()
    {
        var set = When("image", ConditionOperator.IsSet);
        ConditionInfo[][] rates = [set, set, [.. set, .. When("image", ConditionOperator.IsUnset)]];
        Assert.Equal([true, false, false], RateAnalysis.Used(Fields, rates));

        // The two states of the field cost 24 comparisons to find, and 46 steps for all of 23 rates.
        Assert.Equal([true, true, false], RateAnalysis.Used(Fields, [.. rates, .. Enumerable.Repeat(rates[2], 20)], 40).Take(3));
        Assert.Equal([true, true, true], RateAnalysis.Used(Fields, rates, 0));
    }

    [Fact]
    public void Used_FieldWithoutPossibleValue_ClaimsNothing()
    {
        var never = Fields.Single(field => field.Name == "frames") with { IsRequired = true, Default = null, Min = 2, Max = 3, Step = 5, IsMinExclusive = true };
        Assert.Equal([true], RateAnalysis.Used([never], [When("frames", ConditionOperator.IsUnset)]));
    }

    private static ConditionInfo[] When(string field, ConditionOperator condition) => [new(field, condition, default)];
}
