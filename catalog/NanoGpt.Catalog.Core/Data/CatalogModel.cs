using NanoGpt.Tables;

namespace NanoGpt.Catalogs.Data;

/// <summary>Represents a model of the catalogue with its description.</summary>
public sealed class CatalogModel
{
    /// <summary>Initializes a model from its entry in the data file.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="providers">The providers of the data file.</param>
    /// <exception cref="FormatException">The table of the entry is malformed.</exception>
    public CatalogModel(ModelEntry entry, IReadOnlyList<ProviderEntry> providers)
    {
        Entry = entry;
        var read = ModelTable.Read(entry.Table, ReadObjects(entry.Objects));
        Info = read with { Fields = Complete(read.Fields, entry.Fields) };
        Provider = providers.First(provider => provider.Id == Info.Provider);
    }

    /// <summary>Gets the entry in the data file.</summary>
    public ModelEntry Entry { get; }

    /// <summary>Gets the description, with the summaries and C# names of the entry.</summary>
    public ModelInfo Info { get; }

    /// <summary>Gets the provider.</summary>
    public ProviderEntry Provider { get; }

    /// <summary>Gets the provider and the id, which together are unique: <c>nanogpt/sora-2</c>.</summary>
    public string Key => $"{Info.Provider}/{Info.Id}";

    /// <summary>Gets a value that indicates whether requests for the model can be made.</summary>
    public bool CanRequest => Info.Status != ModelStatus.Removed && Entry.HasRequestType;

    /// <summary>Returns the contradictions about a field.</summary>
    /// <param name="field">The field.</param>
    public IEnumerable<DisputeEntry> DisputesOf(FieldInfo field) => Entry.Disputes.Where(dispute => dispute.About == field.Name);

    /// <summary>Returns a source of the model's provider; null if it is not listed.</summary>
    /// <param name="id">The id of the source.</param>
    public SourceEntry? FindSource(string id) => Provider.Sources.FirstOrDefault(source => source.Id == id);

    private static EquatableArray<FieldInfo>[] ReadObjects(IReadOnlyList<ObjectEntry> objects) =>
        [.. objects.Select(entry => ModelTable.ReadFields(entry.Table, ReadObjects(entry.Objects)))];

    private static EquatableArray<FieldInfo> Complete(EquatableArray<FieldInfo> fields, IReadOnlyList<FieldEntry> entries) =>
        entries.Count != fields.Count
            ? throw new FormatException("The entries of the fields do not match the table.")
            : fields.Zip(entries, Complete).ToEquatableArray();

    private static FieldInfo Complete(FieldInfo field, FieldEntry entry) => field with
    {
        Summary = entry.Summary,
        TypeName = entry.Type,
        Values = entry.Members.Count == 0
            ? field.Values
            : field.Values.Zip(entry.Members, static (value, member) => value with { Member = member }).ToEquatableArray(),
        Fields = field.Fields.IsEmpty ? field.Fields : Complete(field.Fields, entry.Fields),
    };
}
