using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Loading;

/// <summary>Reads a value as the type of its field has it.</summary>
internal static class ValueReader
{
    /// <summary>Reads the value, or reports why it cannot be one of this type.</summary>
    public static Scalar? Read(YamlNode node, FieldType type, string key, IssueList issues)
    {
        switch (type)
        {
            case FieldType.Boolean:
                return ScalarReader.Truth(node, key, issues) is { } truth ? Scalar.Of(truth) : null;
            case FieldType.Number:
                return ScalarReader.Number(node, key, issues) is { } number ? Scalar.Of(number) : null;
            case FieldType.Integer or FieldType.Seconds:
                return ScalarReader.Whole(node, key, int.MinValue, int.MaxValue, issues) is { } whole ? Scalar.Of(whole) : null;
            case FieldType.Seed:
                return ScalarReader.Whole(node, key, long.MinValue, long.MaxValue, issues) is { } seed ? Scalar.Of(seed) : null;
            default:
                return ScalarReader.Text(node, key, issues) is { } text ? Scalar.Of(text) : null;
        }
    }
}
