using System.Globalization;
using NanoGpt.Definitions;
using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Vendors;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Directories.Sync;

/// <summary>Compares one provider's folder with the provider's own list of models, and edits it in place.</summary>
public sealed class ProviderSync
{
    private readonly Vendor vendor;
    private readonly string folder;
    private readonly ProviderDirectory files;

    private ProviderSync(Vendor vendor, string folder, ProviderDirectory files) => (this.vendor, this.folder, this.files) = (vendor, folder, files);

    /// <summary>Gets the ids of the providers whose lists can be read.</summary>
    public static IReadOnlyList<string> Providers { get; } = [.. Vendor.All.Select(vendor => vendor.Id)];

    /// <summary>Gets the directory as it is. A plan can be made only if its issues hold no error.</summary>
    public Catalog Catalog => files.Catalog;

    /// <summary>Reads the folder of a provider.</summary>
    /// <param name="provider">One of <see cref="Providers"/>.</param>
    /// <param name="directory">The provider's folder, or the folder of all providers; an empty one is a directory that starts now.</param>
    /// <exception cref="DirectoryReadException">The folder is another provider's, or cannot be read.</exception>
    public static ProviderSync Open(string provider, string directory)
    {
        var vendor = Vendor.All.First(vendor => vendor.Id == provider);
        var isOne = File.Exists(Path.Combine(directory, "provider.yaml"));
        if (isOne && Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))) is var name && name != provider)
        {
            throw new DirectoryReadException(
                directory, $"This is the folder of the provider {name}: give that of {provider}, or the one above.");
        }

        var isEmpty = Directory.Exists(directory) && !isOne
            && !Directory.EnumerateDirectories(directory).Any(child => File.Exists(Path.Combine(child, "provider.yaml")));
        var folder = isOne ? directory : Path.Combine(directory, provider);
        var names = Path.Combine(folder, "names.txt");
        return new ProviderSync(vendor, folder, new ProviderDirectory(
            vendor, folder, isEmpty ? [] : DirectoryFiles.Read(directory),
            new FileInfo(names) is { Exists: true, Length: > 0 } ? File.ReadAllText(names) : null));
    }

    /// <summary>Reads the provider's list and plans the edits. Writes nothing.</summary>
    /// <param name="from">A file, or an https address; <see langword="null"/> for the address that the provider publishes.</param>
    /// <param name="userAgent">The <c>User-Agent</c> of the request, such as <c>nanogpt/1.0.0</c>.</param>
    /// <param name="clock">The clock that dates the edits and bounds the request.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="IOException">The list cannot be fetched or read, or the directory could not be loaded any more with it.</exception>
    public async Task<SyncResult> PlanAsync(string? from, string userAgent, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var list = await new ListFetcher(clock, userAgent).ReadAsync(from ?? vendor.Address.AbsoluteUri, cancellationToken);
        var today = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return DirectorySync.Plan(vendor, vendor.Read(list), files, today);
    }

    /// <summary>Writes all the files of a plan, or none.</summary>
    /// <exception cref="IOException">A file is not as it was when the plan was made, lies elsewhere, or cannot be written.</exception>
    public void Write(SyncResult plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        SyncWriter.Write(folder, plan.Files);
    }
}
