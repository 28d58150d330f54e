namespace NanoGpt;

/// <summary>Describes a model: its fields, the rules between them, and its recorded prices.</summary>
/// <remarks>
/// A description is immutable, compares by value, and contains no positions in files, so that a change of comments in a file does
/// not change the description.
/// </remarks>
public record ModelInfo
{
    /// <summary>Gets the id of the provider: <c>nanogpt</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Gets the id of the model as the API spells it.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the display name of the model.</summary>
    public required string Title { get; init; }

    /// <summary>Gets a value that indicates whether the model can be used.</summary>
    public ModelStatus Status { get; init; }

    /// <summary>Gets the date on which the model was deprecated or removed; <see langword="null"/> if it is unknown.</summary>
    public string? Since { get; init; }

    /// <summary>Gets the id of the model that replaces this one; <see langword="null"/> if there is none.</summary>
    public string? Successor { get; init; }

    /// <summary>Gets the capabilities of the model, such as <c>text-to-video</c>.</summary>
    public EquatableArray<string> Modes { get; init; }

    /// <summary>Gets the fields in the order of the definition, including those with a fixed value.</summary>
    public EquatableArray<FieldInfo> Fields { get; init; }

    /// <summary>Gets the rules between fields.</summary>
    public EquatableArray<RuleInfo> Rules { get; init; }

    /// <summary>Gets the number of videos that one job produces.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>Gets the recorded prices; <see langword="null"/> if none are known.</summary>
    public PriceInfo? Price { get; init; }

    /// <summary>Creates a description that contains only the id of a model.</summary>
    /// <param name="provider">The id of the provider.</param>
    /// <param name="id">The id of the model.</param>
    public static ModelInfo Unknown(string provider, string id) => new() { Provider = provider, Id = id, Title = id };

    /// <summary>Finds a field by its name or its C# property name.</summary>
    /// <param name="name">The name, such as <c>pro_mode</c> or <c>ProMode</c>.</param>
    /// <returns>The field; <see langword="null"/> if the model has none of that name.</returns>
    public FieldInfo? FindField(string name) => IndexOf(name) is var index and >= 0 ? Fields[index] : null;

    /// <summary>Returns the index of the field with a name or C# property name; -1 if the model has none.</summary>
    /// <param name="name">The name, such as <c>pro_mode</c> or <c>ProMode</c>.</param>
    public int IndexOf(string name)
    {
        var byProperty = -1;
        for (var i = 0; i < Fields.Count; i++)
        {
            if (string.Equals(Fields[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }

            if (byProperty < 0 && string.Equals(Fields[i].Property, name, StringComparison.Ordinal))
            {
                byProperty = i;
            }
        }

        return byProperty;
    }

    /// <summary>Returns the id of the model.</summary>
    public sealed override string ToString() => Id;
}

/// <summary>Represents a model that the service no longer offers.</summary>
/// <param name="Provider">The id of the provider. Another provider may still have a model of the same id.</param>
/// <param name="Id">The id of the model as the API spelled it.</param>
/// <param name="Since">The date on which the model was removed; <see langword="null"/> if it is unknown.</param>
/// <param name="Successor">The id of the model that replaces it; <see langword="null"/> if there is none.</param>
public sealed record RemovedModel(string Provider, string Id, string? Since, string? Successor);

/// <summary>Specifies whether a model can be used.</summary>
public enum ModelStatus
{
    /// <summary>The model can be used.</summary>
    Active,

    /// <summary>The model can still be used, but another one replaces it.</summary>
    Deprecated,

    /// <summary>The model can no longer be used.</summary>
    Removed,
}
