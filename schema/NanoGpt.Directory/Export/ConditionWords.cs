namespace NanoGpt.Directories.Export;

/// <summary>How conditions that are no values are called in the export: as in the files.</summary>
internal static class ConditionWords
{
    private static readonly (ConditionOperator Operator, string Word)[] All =
    [
        (ConditionOperator.IsSet, "set"),
        (ConditionOperator.IsUnset, "unset"),
        (ConditionOperator.Above, "above"),
        (ConditionOperator.AtLeast, "at_least"),
        (ConditionOperator.Below, "below"),
        (ConditionOperator.AtMost, "at_most"),
    ];

    public static string Of(ConditionOperator condition) => All.First(pair => pair.Operator == condition).Word;

    /// <summary>The comparison of a word; null if it is none.</summary>
    public static ConditionOperator? Comparison(string word) => Find(word) is { } found and >= ConditionOperator.Above ? found : null;

    /// <summary>What a text stands for where a value can stand too; null if for itself.</summary>
    public static ConditionOperator? Find(Scalar value) =>
        value.Kind == ScalarKind.Text && Find(value.Text) is { } found and < ConditionOperator.Above ? found : null;

    private static ConditionOperator? Find(string word) =>
        All.Where(pair => pair.Word == word).Select(pair => (ConditionOperator?)pair.Operator).FirstOrDefault();
}
