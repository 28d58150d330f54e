using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Cli.Tests.Kit;

/// <summary>YAML as an editor's YAML 1.2 reader sees it, for validators of JSON.</summary>
internal static partial class YamlAsJson
{
    public static JsonNode? Read(string text) =>
        Of(ModelDirectory.Parse(new DirectoryFile("test", FileKind.Model, "file.yaml", text), TestContext.Current.CancellationToken).Root!);

    private static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMapping map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Of(entry.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Of)]),
        YamlScalar { IsNull: true } => null,
        YamlScalar { IsPlain: true } plain => Plain(plain.Text),
        YamlScalar quoted => quoted.Text,
        _ => throw new InvalidOperationException("The file has a part that cannot be read."),
    };

    private static JsonValue Plain(string text) => text switch
    {
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when WholeNumber().IsMatch(text) => JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture)),
        _ when Number().IsMatch(text) => JsonValue.Create(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(text),
    };

    [GeneratedRegex("^[-+]?[0-9]+$")]
    private static partial Regex WholeNumber();

    [GeneratedRegex("^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Number();
}
