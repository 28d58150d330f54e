using System.Text.Json.Serialization;

namespace NanoGpt.Catalogs.Data;

/// <summary>Represents the data file of the catalogue: everything that its pages show about a directory.</summary>
/// <remarks>
/// A model is a table in the text form of <see cref="Tables.ModelTable"/>, and beside it what the table leaves out because no
/// request depends on it.
/// </remarks>
public sealed record CatalogDocument
{
    /// <summary>The name of the data file.</summary>
    public const string FileName = "catalog.json";

    /// <summary>Gets the display name of the directory.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the version of the tool that wrote the file.</summary>
    public string Version { get; init; } = "";

    /// <summary>Gets the providers.</summary>
    public IReadOnlyList<ProviderEntry> Providers { get; init; } = [];

    /// <summary>Gets the models without errors.</summary>
    public IReadOnlyList<ModelEntry> Models { get; init; } = [];

    /// <summary>Gets the errors and warnings of the directory.</summary>
    public IReadOnlyList<IssueEntry> Issues { get; init; } = [];

    /// <summary>Gets one sentence about the errors and warnings; null if there are none.</summary>
    [JsonIgnore]
    public string? IssueSummary => Issues.Count == 0 ? null
        : Issues.Any(static issue => issue.IsError)
            ? "The directory has errors: models with an error are not listed." : "The directory has warnings.";

    /// <summary>Reads a data file.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="JsonException">The text is not a data file.</exception>
    public static CatalogDocument Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, CatalogJson.Default.CatalogDocument)
        ?? throw new JsonException("The data file is empty.");

    /// <summary>Writes the data file as JSON.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, CatalogJson.Default.CatalogDocument);
}

/// <summary>Represents a provider in the data file.</summary>
/// <param name="Id">The id.</param>
/// <param name="Title">The display name.</param>
/// <param name="Endpoint">The address to which requests are posted.</param>
/// <param name="KeyHeader">The header that carries the API key.</param>
/// <param name="KeyVariable">The environment variable from which the tool reads the API key.</param>
/// <param name="IsQuoted">A value that indicates whether the provider quotes prices that are not recorded.</param>
/// <param name="Sources">The sources of facts.</param>
public sealed record ProviderEntry(
    string Id, string Title, string Endpoint, string KeyHeader, string KeyVariable, bool IsQuoted,
    IReadOnlyList<SourceEntry> Sources);

/// <summary>Represents a source of facts in the data file.</summary>
/// <param name="Id">The id.</param>
/// <param name="Title">The title.</param>
/// <param name="Date">The date on which it was written or recorded; null if it is unknown.</param>
public sealed record SourceEntry(string Id, string Title, string? Date);

/// <summary>Represents a model in the data file.</summary>
/// <param name="Table">The table of the model.</param>
/// <param name="Type">The name of the generated request type.</param>
/// <param name="Summary">One or two sentences about the model.</param>
public sealed record ModelEntry(string Table, string Type, string Summary)
{
    /// <summary>Gets the tables of the objects among the fields, in their order.</summary>
    public IReadOnlyList<ObjectEntry> Objects { get; init; } = [];

    /// <summary>Gets what the table leaves out of each field, in the order of the fields.</summary>
    public IReadOnlyList<FieldEntry> Fields { get; init; } = [];

    /// <summary>Gets the ids of the sources.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Gets the contradictions between sources.</summary>
    public IReadOnlyList<DisputeEntry> Disputes { get; init; } = [];

    /// <summary>Gets properties of the model that no field contains, as name and value.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets remarks about the model.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Gets a value that indicates whether the compiler knows a request type for the model.</summary>
    public bool HasRequestType { get; init; } = true;
}

/// <summary>Represents the members of an object in the data file.</summary>
/// <param name="Table">The table of the members.</param>
/// <param name="Objects">The tables of the objects among the members.</param>
public sealed record ObjectEntry(string Table, IReadOnlyList<ObjectEntry> Objects);

/// <summary>Represents what the table of a model leaves out of a field.</summary>
/// <param name="Summary">One sentence about the field.</param>
/// <param name="Type">The name of the generated type of the values or the members; null if there is none.</param>
/// <param name="Members">The names of the C# members of the values; empty if the table has them.</param>
/// <param name="Fields">The same for the members of an object.</param>
public sealed record FieldEntry(
    string Summary, string? Type, IReadOnlyList<string> Members, IReadOnlyList<FieldEntry> Fields);

/// <summary>Represents a contradiction between sources in the data file.</summary>
/// <param name="About">The field, or a word such as <c>modes</c>.</param>
/// <param name="Claims">The statement of each source, by its id.</param>
/// <param name="Resolved">The decision and its reason.</param>
public sealed record DisputeEntry(string About, IReadOnlyDictionary<string, string> Claims, string Resolved);

/// <summary>Represents an error or a warning of the directory in the data file.</summary>
/// <param name="Id">The id of the rule.</param>
/// <param name="IsError">A value that indicates whether it is an error.</param>
/// <param name="Position">The file with line and column.</param>
/// <param name="Message">The message.</param>
public sealed record IssueEntry(string Id, bool IsError, string Position, string Message)
{
    /// <summary>Gets the severity as <c>validate</c> writes it.</summary>
    [JsonIgnore]
    public string Severity => IsError ? "error" : "warning";
}

/// <summary>Reads and writes the data file without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]   // the browser downloads this code, and only reads
[JsonSerializable(typeof(CatalogDocument))]
internal sealed partial class CatalogJson : JsonSerializerContext;
