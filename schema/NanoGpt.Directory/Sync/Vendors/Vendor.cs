using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Vendors;

/// <summary>
/// Provides what differs between vendors: the address and format of the list.
/// </summary>
internal abstract class Vendor
{
    private const int MaxDepth = 32;

    public static IReadOnlyList<Vendor> All { get; } = [new NanoGptVendor(), new VeniceVendor()];

    public abstract string Id { get; }
    public abstract Uri Address { get; }

    /// <summary>Gets the keys of the list and what becomes of each.</summary>
    public abstract IReadOnlyList<ListKey> Keys { get; }

    /// <summary>Gets the keys of <c>facts</c> whose values the list contains.</summary>
    public abstract IReadOnlyList<string> FactsOfList { get; }

    /// <summary>Gets whether the list contains prices.</summary>
    public virtual bool ListsPrices => false;

    /// <summary>Gets whether the list states that a model is deprecated.</summary>
    public virtual bool ListsDeprecations => false;

    /// <summary>Returns the modes that the list would contain if the service agreed with the file.</summary>
    public virtual IEnumerable<string> ListedModes(ModelDefinition model) => model.Modes;

    /// <summary>Returns whether the list would contain this field of a model if the service accepted it.</summary>
    public abstract bool WouldList(FieldInfo field);

    /// <summary>
    /// Returns whether a source is a record of this list. Only models with such a source count as no longer listed.
    /// </summary>
    public virtual bool IsRecordOfList(string source) => source.StartsWith(SourcePrefix, StringComparison.Ordinal);

    /// <summary>Gets the prefix of the ids of sources that sync adds; the date follows.</summary>
    public static string SourcePrefix => "models-";

    /// <summary>Reads a list.</summary>
    /// <exception cref="ListReadException">The content is not a list of models.</exception>
    public VendorList Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var builder = new ListBuilder(Keys);
            Read(document.RootElement, builder);
            return builder.Build();
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $" at line {line + 1}, byte {e.BytePositionInLine + 1}" : "";
            throw new ListReadException($"The list is not JSON{place}: {ListText.Clean(e.Message)}");
        }
    }

    protected abstract void Read(JsonElement root, ListBuilder list);
}
