using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Rules;

public sealed class RuleTests
{
    private const string Inputs = "inputs: { prompt: , image: , video: , resolution: , num_frames: , pro_mode: , voice: { values: [set, alto] } }\nrules:\n  - ";

    [Theory]
    [InlineData("{ num_frames: 5 }", ConditionOperator.IsOneOf)]
    [InlineData("{ num_frames: [5, 6] }", ConditionOperator.IsOneOf)]
    [InlineData("{ num_frames: set }", ConditionOperator.IsSet)]
    [InlineData("{ num_frames: unset }", ConditionOperator.IsUnset)]
    [InlineData("{ num_frames: { above: 5 } }", ConditionOperator.Above)]
    [InlineData("{ num_frames: { at_least: 5 } }", ConditionOperator.AtLeast)]
    [InlineData("{ num_frames: { below: 5 } }", ConditionOperator.Below)]
    [InlineData("{ num_frames: { at_most: 5 } }", ConditionOperator.AtMost)]
    public void Load_AnyCondition_IsRead(string when, ConditionOperator expected) =>
        Assert.Equal(expected, Assert.Single(Rule($"{{ id: a, when: {when}, require: {{ image: set }}, because: Why. }}").When).Operator);

    [Fact]
    public void Load_QuotedSet_IsAValue()
    {
        Assert.Equal(ConditionOperator.IsSet, Rule("{ id: a, when: { voice: set }, require: { image: set }, because: Why. }").When[0].Operator);
        var value = Rule("{ id: a, when: { voice: \"set\" }, require: { image: set }, because: Why. }").When[0];
        Assert.Equal((ConditionOperator.IsOneOf, "set"), (value.Operator, value.Values[0].Text));
    }

    [Fact]
    public void Load_TwoComparisons_MakeARange() =>
        Assert.Equal([ConditionOperator.Above, ConditionOperator.AtMost],
            Rule("{ id: a, when: { num_frames: { above: 5, at_most: 9 } }, require: { image: set }, because: Why. }").When.Select(condition => condition.Operator));

    [Fact]
    public void Load_ForbiddenRange_IsForbiddenAsAWhole()
    {
        var rule = Rule("{ id: a, forbid: { num_frames: { above: 5, at_most: 9 } }, because: Why. }");
        Assert.Equal(ConditionOperator.Above, Assert.Single(rule.When).Operator);
        Assert.Equal(ConditionOperator.AtMost, Assert.Single(rule.Conditions).Operator);
    }

    [Fact]
    public void Load_ForbiddenList_MeansNotSet() =>
        Assert.All(Rule("{ id: a, when: { pro_mode: true }, forbid: [image, video], because: Why. }").Conditions, condition => Assert.Equal(ConditionOperator.IsSet, condition.Operator));

    [Theory]
    [InlineData("{ id: a, require_any: [image, video], because: Why. }", RuleKind.RequireAny)]
    [InlineData("{ id: a, at_most_one: [image, video], because: Why. }", RuleKind.AtMostOne)]
    public void Load_GroupRules_AreRead(string text, RuleKind kind)
    {
        var rule = Rule(text);
        Assert.Equal(kind, rule.Kind);
        Assert.Equal(["image", "video"], rule.Fields);
    }

    [Theory]
    [InlineData("{ id: a, when: { resolution: 1080p }, require: { pro_mode: true }, because: Why. }\n  - { id: b, when: { image: set }, forbid: { pro_mode: true }, because: Why. }")]
    [InlineData("{ id: a, at_most_one: [image, video], because: Why. }\n  - { id: b, require_any: [image, video], because: Why. }")]
    [InlineData("{ id: a, when: { num_frames: { above: 81 } }, require: { pro_mode: true }, because: Why. }\n  - { id: b, when: { num_frames: { at_most: 81 } }, forbid: { pro_mode: true }, because: Why. }")]
    [InlineData("{ id: a, require: { image: set }, because: Why. }")]
    public void Load_RulesThatAllowSomeRequest_GiveNoIssue(string rules) => Verify.Model(Inputs + rules);

    private static RuleInfo Rule(string text) => Assert.Single(Assert.Single(Verify.Model(Inputs + text).Models).Rules);
}
