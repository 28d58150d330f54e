using NanoGpt.Directories.Editing;
using NanoGpt.Directories.FileSchemas;

namespace NanoGpt.Directories.Starting;

/// <summary>Provides the files of a repository with a model directory of its own, which starts from the built-in one.</summary>
/// <remarks>The files other than the models are those of the template <c>nanogpt-directory</c>.</remarks>
public static class DirectoryStart
{
    private const string Prefix = "start/directory/";
    private const string TemplateSuffix = ".in";

    /// <summary>Returns the files.</summary>
    /// <param name="provider">The id of a built-in provider.</param>
    /// <param name="version">The version of the tool that the repository uses.</param>
    public static IEnumerable<StartFile> Files(string provider, string version) =>
    [
        .. Template().Select(file => file with
        {
            Text = file.Text.Replace("PROVIDER_ID", provider, StringComparison.Ordinal)
                .Replace("NANOGPT_VERSION", version, StringComparison.Ordinal),
        }),
        .. FileSchema.Files().Select(file => new StartFile($"schema/json/{file.Path}", file.Text)),
        .. BuiltInDirectory.Files(provider, $"schema/{provider}").Select(file => new StartFile(file.Path, file.Text)),
    ];

    private static IEnumerable<StartFile> Template()
    {
        var assembly = typeof(DirectoryStart).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            // Paths of resources have the separator of the machine that built them.
            var path = name.Replace('\\', '/');
            if (path.StartsWith(Prefix, StringComparison.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                path = path[Prefix.Length..];
                yield return new StartFile(
                    path.EndsWith(TemplateSuffix, StringComparison.Ordinal) ? path[..^TemplateSuffix.Length] : path,
                    reader.ReadToEnd());
            }
        }
    }
}
