using System.Text.Json;
using NanoGpt.Directories.Sync.Listing;

namespace NanoGpt.Directories.Sync.Vendors;

/// <summary>
/// All that is different from vendor to vendor: where the list is, how to read it, and what to start a directory with. What happens
/// then is the same for all.
/// </summary>
internal abstract class Vendor
{
    private const int MostDepth = 32;

    public static IReadOnlyList<Vendor> All { get; } = [new NanoGptVendor(), new VeniceVendor()];

    /// <summary>The provider's id, which is its folder's name.</summary>
    public abstract string Id { get; }

    public abstract Uri Address { get; }

    /// <summary>What a file gets that does not exist yet.</summary>
    public abstract VendorSeed Seed { get; }

    /// <summary>
    /// Whether a source of the directory is a record of this list, so that a model with that source was listed once. Models of which
    /// no such record tells were never in the list, and their absence from it is no news.
    /// </summary>
    public virtual bool IsRecordOfList(string source) => source.StartsWith(SourcePrefix, StringComparison.Ordinal);

    /// <summary>What the ids of sources that sync adds start with; the date follows.</summary>
    public static string SourcePrefix => "models-";

    /// <summary>Reads a list.</summary>
    /// <exception cref="ListReadException">It is none.</exception>
    public VendorList Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MostDepth });
            var builder = new ListBuilder();
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

/// <summary>What a directory starts with.</summary>
/// <param name="Provider">Its <c>provider.yaml</c>, to which the source is added.</param>
/// <param name="Fields">The first lines of its <c>fields.yaml</c>.</param>
internal sealed record VendorSeed(string Provider, string Fields);
