using NanoGpt.Directories.Editing;
using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Vendors;

namespace NanoGpt.Directories.Sync;

/// <summary>Compares a provider's folder with the provider's own list of models, and edits it in place.</summary>
public sealed class ProviderSync
{
    private readonly Vendor vendor;
    private readonly string folder;
    private readonly ProviderDirectory files;

    private ProviderSync(Vendor vendor, string folder, ProviderDirectory files) =>
        (this.vendor, this.folder, this.files) = (vendor, folder, files);

    /// <summary>Gets the ids of the providers whose lists can be read.</summary>
    public static IReadOnlyList<string> Providers { get; } = [.. Vendor.All.Select(vendor => vendor.Id)];

    /// <summary>Gets the current directory. A plan requires that its issues contain no error.</summary>
    public Catalog Catalog => files.Catalog;

    /// <summary>Opens a provider's folder.</summary>
    /// <param name="provider">One of <see cref="Providers"/>.</param>
    /// <param name="directory">
    /// The folder of the provider or of all providers; an empty folder starts from the built-in directory.
    /// </param>
    /// <exception cref="DirectoryReadException">The folder belongs to another provider or cannot be read.</exception>
    public static ProviderSync Open(string provider, string directory)
    {
        var vendor = Vendor.All.First(vendor => vendor.Id == provider);
        var isOne = File.Exists(Path.Combine(directory, "provider.yaml"));
        if (isOne && Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))) is var name
            && name != provider)
        {
            throw new DirectoryReadException(
                directory, $"This is the folder of the provider {name}: specify the folder of {provider} or its parent folder.");
        }

        var isEmpty = Directory.Exists(directory) && !isOne
            && !Directory.EnumerateDirectories(directory).Any(child => File.Exists(Path.Combine(child, "provider.yaml")));
        var folder = isOne ? directory : Path.Combine(directory, provider);
        var names = Path.Combine(folder, "names.txt");
        return new ProviderSync(vendor, folder, new ProviderDirectory(
            vendor, folder, isEmpty ? [] : DirectoryFiles.Read(directory),
            new FileInfo(names) is { Exists: true, Length: > 0 } ? File.ReadAllText(names) : null));
    }

    /// <summary>Reads the provider's list and plans the edits. Does not write.</summary>
    /// <param name="from">A file or an HTTPS address; <see langword="null"/> for the address that the provider publishes.</param>
    /// <param name="asOf">The date of a recorded list, as <c>yyyy-MM-dd</c>; <see langword="null"/> for today.</param>
    /// <param name="allowedRemovals">The number of models that may be removed although it is more than a tenth of them.</param>
    /// <param name="userAgent">The <c>User-Agent</c> header, such as <c>nanogpt/1.0.0</c>.</param>
    /// <param name="clock">The clock that dates the edits.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <exception cref="IOException">The list cannot be read, or the directory would not load with it.</exception>
    public async Task<SyncResult> PlanAsync(
        string? from, string? asOf, int allowedRemovals, string userAgent, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var list = await new ListFetcher(clock, userAgent).ReadAsync(from ?? vendor.Address.AbsoluteUri, cancellationToken);
        var today = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return DirectorySync.Plan(vendor, vendor.Read(list), files, asOf ?? today, allowedRemovals);
    }

    /// <summary>Writes all the files of a plan, or none.</summary>
    /// <param name="plan">The plan.</param>
    /// <exception cref="IOException">
    /// A file changed since the plan was made, is outside the folder, or cannot be written.
    /// </exception>
    public void Write(SyncResult plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        SyncWriter.Write(folder, plan.Files);
    }
}

/// <summary>Writes planned files, all or none, and only in the provider's folder.</summary>
internal static class SyncWriter
{
    public static void Write(string folder, IReadOnlyList<SyncFile> files) =>
        FileBatch.Write([.. files.Select(file => Change(Path.GetFullPath(folder), file))]);

    private static FileChange Change(string folder, SyncFile file)
    {
        var inside = Path.GetRelativePath(folder, Path.GetFullPath(file.Path)).Split('/', '\\');
        if (inside is not (["provider.yaml" or "fields.yaml" or "names.txt"] or ["models", _]) || inside[^1] is "" or "." or ".."
            || IsLink(folder) || IsLink(Path.Combine(folder, "models")))
        {
            throw new IOException($"{file.Path} is not a file of {folder}: nothing was written.");
        }

        if (file.Before is null)
        {
            return new FileChange(file.Path, null, Encoding.UTF8.GetBytes(file.After));
        }

        var bytes = File.ReadAllBytes(file.Path);
        var now = EncodedText.Decode(bytes);
        return string.Equals(now.Text, file.Before, StringComparison.Ordinal)
            ? new FileChange(file.Path, bytes, (now with { Text = file.After }).Encode())
            : throw new IOException($"{file.Path} was changed by another process: nothing was written. Run the command again.");
    }

    // A symbolic link would redirect the write.
    private static bool IsLink(string folder) => new DirectoryInfo(folder).LinkTarget is not null;
}
