using NanoGpt.Cli.Export.JsonSchemas;
using NanoGpt.Cli.Generated;
using NanoGpt.Cli.Output;
using NJsonSchema;

namespace NanoGpt.Cli.FileSchemas;

/// <summary>The schemas by which editors complete and check the directory's YAML.</summary>
internal static class FileSchema
{
    private static readonly (string Name, Func<JsonSchema> Build)[] All =
        [("model", FileSchemaBuilder.Model), ("fields", FileSchemaBuilder.Fields), ("provider", FileSchemaBuilder.Provider)];

    /// <summary>What there are schemas of.</summary>
    public static IEnumerable<string> Names => All.Select(schema => schema.Name);

    /// <summary>One schema.</summary>
    public static string Text(string name) => JsonOutput.Text(
        SchemaJson.Document(All.Single(schema => schema.Name == name).Build(), ModelSchema.Dialect, GeneratedFile.Mark("nanogpt schema --write")));

    /// <summary>All of them, as files.</summary>
    public static IEnumerable<GeneratedFile> Files() => Names.Select(name => new GeneratedFile(name + ".schema.json", Text(name)));
}
