using System.Text.Json.Nodes;
using NanoGpt.Catalogs.Data;

namespace NanoGpt.Catalogs.Forms;

/// <summary>Represents the form of a model: creates its requests, empty or from JSON.</summary>
public sealed class FormType
{
    private const string ModelKey = "model";

    /// <summary>Initializes the form of a model.</summary>
    /// <param name="model">The model.</param>
    public FormType(CatalogModel model)
    {
        Model = model;
        Info = new RequestTypeInfo(model.Entry.Table, Read, CreateGroups(model.Entry.Objects, Fields));
        Empty = new FormRequest(this, FormValues.Empty(Fields));
    }

    /// <summary>Gets the model.</summary>
    public CatalogModel Model { get; }

    /// <summary>Gets the fields of the model.</summary>
    public EquatableArray<FieldInfo> Fields => Model.Info.Fields;

    /// <summary>Gets the request in which no field is set.</summary>
    public FormRequest Empty { get; }

    internal RequestTypeInfo Info { get; }

    /// <summary>Reads a request from JSON.</summary>
    /// <param name="json">The body of a request; its model may be missing or another one.</param>
    /// <returns>The request and the keys whose values the form cannot hold.</returns>
    /// <exception cref="JsonException">The text is not JSON, or has a key twice.</exception>
    /// <exception cref="FormatException">The JSON is not an object, or is not valid Unicode.</exception>
    public FormReading Parse(string json) => ReadTexts(() =>
    {
        var body = ReadObject(json) ?? throw new FormatException("A request is a JSON object.");
        body[ModelKey] = Model.Info.Id;
        var request = (FormRequest)RequestParser.Parse(body.ToJsonString(), [Info]);
        return new FormReading(
            request with { AdditionalFields = null }, [.. request.AdditionalFields.Select(field => field.Key)]);
    });

    /// <summary>Returns the id of the model in the body of a request; null if it has none.</summary>
    /// <param name="json">The body.</param>
    /// <exception cref="JsonException">The text is not JSON, or has a key twice.</exception>
    /// <exception cref="FormatException">The JSON is not valid Unicode.</exception>
    public static string? FindModel(string json) => ReadTexts(() =>
        ReadObject(json)?[ModelKey] is JsonValue value && value.TryGetValue<string>(out var id) ? id : null);

    private static JsonObject? ReadObject(string json) =>
        JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;

    // A text is checked only when it is read: JSON can contain half of a surrogate pair.
    private static T ReadTexts<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException("A text in the JSON is not valid Unicode.", e);
        }
    }

    private FormRequest Read(FieldReader reader) =>
        new(this, FormValues.Read(Fields, reader)) { AdditionalFields = reader.Rest() };

    private static GroupTypeInfo[] CreateGroups(IReadOnlyList<ObjectEntry> entries, EquatableArray<FieldInfo> fields) =>
        [.. fields.Where(static field => field is { Type: FieldType.Object, Fields.IsEmpty: false, Fixed: null })
            .Zip(entries, static (field, entry) => new GroupTypeInfo(
                entry.Table,
                reader => new FormGroup(FormValues.Read(field.Fields, reader)) { AdditionalFields = reader.Rest() },
                CreateGroups(entry.Objects, field.Fields)))];
}

/// <summary>Represents a request that was read into a form.</summary>
/// <param name="Request">The request.</param>
/// <param name="Dropped">The keys whose values the form cannot hold.</param>
public sealed record FormReading(FormRequest Request, IReadOnlyList<string> Dropped);
