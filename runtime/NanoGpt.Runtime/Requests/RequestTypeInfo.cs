using System.ComponentModel;
using NanoGpt.Tables;

namespace NanoGpt;

/// <summary>Represents a request type with the description of its model. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RequestTypeInfo
{
    /// <summary>Initializes the description of a request type from the table of its model.</summary>
    /// <param name="table">The table, as the generator writes it.</param>
    /// <param name="read">Creates a request from a reader; null if the model has no type of its own.</param>
    /// <param name="groups">The types of the objects among its fields, in their order.</param>
    /// <exception cref="FormatException">The table is malformed.</exception>
    public RequestTypeInfo(string table, Func<FieldReader, VideoRequest>? read = null, params GroupTypeInfo[] groups)
        : this(ModelTable.Read(table, Array.ConvertAll(groups, static group => group.Members)), read, groups)
    {
    }

    private RequestTypeInfo(ModelInfo model, Func<FieldReader, VideoRequest>? read, GroupTypeInfo[] groups)
    {
        (Model, Fields, Read) = (model, WireField.CreateAll(model.Fields, groups), read);
        Evaluator = new RequestEvaluator(model);
        EncodedId = JsonText.Encode(model.Id);
    }

    /// <summary>Gets the description of the model.</summary>
    public ModelInfo Model { get; }

    internal WireField[] Fields { get; }

    internal Func<FieldReader, VideoRequest>? Read { get; }

    internal RequestEvaluator Evaluator { get; }

    internal JsonEncodedText EncodedId { get; }

    /// <summary>Returns the models of request types.</summary>
    /// <param name="types">The types.</param>
    public static IReadOnlyList<ModelInfo> GetModels(RequestTypeInfo[] types) =>
        Array.ConvertAll(types, static type => type.Model);

    // A model of which only the id is known.
    internal static RequestTypeInfo Unknown(string provider, string model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        return new(ModelInfo.Unknown(provider, model), read: null, groups: []);
    }
}

/// <summary>Represents the type of a nested object with the description of its members. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GroupTypeInfo
{
    /// <summary>Initializes the description of the type of a nested object from its table.</summary>
    /// <param name="table">The table, as the generator writes it.</param>
    /// <param name="read">Creates the object from a reader.</param>
    /// <param name="groups">The types of the objects among its members, in their order.</param>
    /// <exception cref="FormatException">The table is malformed.</exception>
    public GroupTypeInfo(string table, Func<FieldReader, FieldGroup> read, params GroupTypeInfo[] groups)
    {
        Members = ModelTable.ReadFields(table, Array.ConvertAll(groups, static group => group.Members));
        (Fields, Read) = (WireField.CreateAll(Members, groups), read);
    }

    /// <summary>Gets the descriptions of the members.</summary>
    public EquatableArray<FieldInfo> Members { get; }

    internal WireField[] Fields { get; }

    internal Func<FieldReader, FieldGroup> Read { get; }
}

/// <summary>Marks a generated request type with the model that it is for.</summary>
/// <param name="provider">The id of the provider.</param>
/// <param name="id">The id of the model as the API spells it.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class VideoModelAttribute(string provider, string id) : Attribute
{
    /// <summary>Gets the id of the provider.</summary>
    public string Provider { get; } = provider;

    /// <summary>Gets the id of the model as the API spells it.</summary>
    public string Id { get; } = id;
}
