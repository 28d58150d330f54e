using NJsonSchema;
using NanoGpt.Directories.Export;
using NanoGpt.Directories.Export.JsonSchemas;
using NanoGpt.Directories.Generated;

namespace NanoGpt.Directories.FileSchemas;

/// <summary>Provides the JSON Schemas with which editors complete and validate the YAML files of a directory.</summary>
public static class FileSchema
{
    private static readonly (string Name, Func<JsonSchema> Build)[] All =
    [
        ("model", static () => FileSchemaBuilder.Model([])),
        ("nanogpt.model", static () => FileSchemaBuilder.Model(DeclaredField.BuiltIn("nanogpt"))),
        ("venice.model", static () => FileSchemaBuilder.Model(DeclaredField.BuiltIn("venice"))),
        ("fields", FileSchemaBuilder.Fields),
        ("provider", FileSchemaBuilder.Provider),
    ];

    /// <summary>
    /// Gets the kinds of files: <c>model</c>, <c>fields</c> and <c>provider</c>; and <c>nanogpt.model</c> and <c>venice.model</c>
    /// for models that use only the built-in fields of a provider.
    /// </summary>
    public static IEnumerable<string> Names => All.Select(schema => schema.Name);

    /// <summary>Returns the schema of a kind of file as JSON text.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static string Text(string name) => JsonOutput.Text(
        SchemaJson.Document(
            SchemaJson.Convert(All.Single(schema => schema.Name == name).Build()), ModelSchema.Dialect,
            GeneratedFile.Marker("nanogpt schema --write")));

    /// <summary>Returns all schemas as files.</summary>
    public static IEnumerable<GeneratedFile> Files() =>
        Names.Select(name => new GeneratedFile(name + ".schema.json", Text(name)));
}
