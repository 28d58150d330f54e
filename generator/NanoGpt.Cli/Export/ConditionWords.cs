using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Export;

/// <summary>How conditions are called in the export: as in the files.</summary>
internal static class ConditionWords
{
    private static readonly (ConditionOperator Operator, string Word)[] All =
    [
        (ConditionOperator.IsOneOf, "one_of"),
        (ConditionOperator.IsSet, "set"),
        (ConditionOperator.IsUnset, "unset"),
        (ConditionOperator.Above, "above"),
        (ConditionOperator.AtLeast, "at_least"),
        (ConditionOperator.Below, "below"),
        (ConditionOperator.AtMost, "at_most"),
    ];

    public static string Of(ConditionOperator condition) => All.First(pair => pair.Operator == condition).Word;

    /// <summary>The condition of a word; null if it is none.</summary>
    public static ConditionOperator? Find(string word) =>
        All.Where(pair => pair.Word == word).Select(pair => (ConditionOperator?)pair.Operator).FirstOrDefault();

    public static bool IsComparison(ConditionOperator condition) => condition >= ConditionOperator.Above;

    /// <summary>Whether a value reads like a state, so that it must not stand where a state can.</summary>
    public static bool IsState(Scalar value) => value.Kind == ScalarKind.Text && value.Text is "set" or "unset";
}
