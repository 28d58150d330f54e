using System.Text.Json.Nodes;
using NanoGpt.Definitions;
using NanoGpt.Directories.Export.JsonSchemas;
using NanoGpt.Directories.Tests.Kit;

namespace NanoGpt.Directories.Tests.Export;

/// <summary>Checks what the strict mode of validators such as Ajv requires of a schema beyond the specification.</summary>
public class StrictSchemaTests
{
    private static readonly string[] Annotations =
        ["$schema", "$comment", "title", "description", "default", "examples", "deprecated", "definitions"];

    private static readonly string[] Combinators = ["allOf", "anyOf", "oneOf", "not", "$ref"];

    private static readonly Dictionary<string, string[]> TypesOfKeyword = new(StringComparer.Ordinal)
    {
        ["properties"] = ["object"], ["required"] = ["object"], ["additionalProperties"] = ["object"],
        ["items"] = ["array"], ["minItems"] = ["array"], ["maxItems"] = ["array"],
        ["pattern"] = ["string"], ["minLength"] = ["string"], ["maxLength"] = ["string"],
        ["minimum"] = ["number", "integer"], ["maximum"] = ["number", "integer"],
        ["exclusiveMinimum"] = ["number", "integer"], ["exclusiveMaximum"] = ["number", "integer"],
        ["multipleOf"] = ["number", "integer"],
        ["type"] = [], ["enum"] = [],
    };

    [Fact]
    public void Files_EveryModel_ObeyTheStrictMode()
    {
        var files = new JsonSchemaFormat().Files(DirectoryFiles.BuiltInCatalog()).ToList();
        Assert.True(files.Count > 190);
        Assert.Empty(files.SelectMany(file => Problems(JsonNode.Parse(file.Text)!, null, file.Path)));
    }

    [Fact]
    public void Files_EveryKindOfRule_ObeyTheStrictMode() => Assert.Empty(
        new JsonSchemaFormat().Files(RuleDirectory.Load()).SelectMany(file => Problems(JsonNode.Parse(file.Text)!, null, file.Path)));

    [Theory]
    [InlineData("""{ "x-note": 1 }""", "unknown keyword 'x-note'")]
    [InlineData("""{ "type": "object", "required": ["a"] }""", "'a' is required and not declared")]
    [InlineData("""{ "pattern": "a" }""", "'pattern' without its type")]
    [InlineData("""{ "type": ["string", "integer"] }""", "several types")]
    [InlineData("""{ "type": "object", "properties": { "a": { "anyOf": [{ "minimum": 1 }] } } }""", "'minimum' without its type")]
    public void Problems_LooseSchema_AreFound(string schema, string problem) =>
        Assert.EndsWith(problem, Assert.Single(Problems(JsonNode.Parse(schema)!, null, "#")), StringComparison.Ordinal);

    // The type of a schema also holds for the parts of a combinator, which describe the same value.
    private static IEnumerable<string> Problems(JsonNode node, string? outerType, string path)
    {
        if (node is not JsonObject schema)
        {
            return [];   // true or false
        }

        var type = schema["type"] is JsonValue one ? one.GetValue<string>() : outerType;
        var own = schema.SelectMany(keyword => OwnProblems(schema, keyword.Key, type)).Select(problem => $"{path}: {problem}");
        var inner = schema.SelectMany(keyword => Parts(keyword.Key, keyword.Value)).SelectMany(part =>
            Problems(part.Schema, part.IsSameValue ? type : null, $"{path}/{part.Name}"));
        return own.Concat(inner);
    }

    private static IEnumerable<string> OwnProblems(JsonObject schema, string keyword, string? type)
    {
        if (Annotations.Contains(keyword) || Combinators.Contains(keyword))
        {
            yield break;
        }

        if (!TypesOfKeyword.TryGetValue(keyword, out var types))
        {
            yield return $"unknown keyword '{keyword}'";
        }
        else if (types.Length > 0 && !types.Contains(type))
        {
            yield return $"'{keyword}' without its type";
        }

        if (keyword == "type" && schema[keyword] is JsonArray)
        {
            yield return "several types";
        }

        foreach (var name in keyword == "required" ? schema[keyword]!.AsArray().Select(item => item!.GetValue<string>()) : [])
        {
            if (schema["properties"]?[name] is null)
            {
                yield return $"'{name}' is required and not declared";
            }
        }
    }

    private static IEnumerable<(string Name, JsonNode Schema, bool IsSameValue)> Parts(string keyword, JsonNode? value) =>
        (keyword, value) switch
        {
            ("properties" or "definitions", JsonObject map) => map.Select(part => ($"{keyword}/{part.Key}", part.Value!, false)),
            ("items" or "additionalProperties", { } inner) => [(keyword, inner, false)],
            ("not", { } inner) => [(keyword, inner, true)],
            ("allOf" or "anyOf" or "oneOf", JsonArray list) => list.Select((part, i) => ($"{keyword}/{i}", part!, true)),
            _ => [],
        };
}
