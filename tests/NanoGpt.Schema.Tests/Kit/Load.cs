using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Schema.Tests.Kit;

/// <summary>Loads directories on behalf of the running test.</summary>
internal static class Load
{
    public static Catalog Files(params IEnumerable<DirectoryFile> files) => ModelDirectory.Load(files, TestContext.Current.CancellationToken);

    /// <summary>Returns the files of a built-in provider, as the generator would get them.</summary>
    public static IEnumerable<DirectoryFile> Provider(string id) => Repository.Files("*.yaml", $"schema/{id}")
        .Select(path => new DirectoryFile(id, DirectoryFile.KindOf(path), path, File.ReadAllText(Repository.PathOf(path))));

    public static Catalog Model(string text) => Files(Sample.With(text));

    public static ParsedFile Text(string text) =>
        ModelDirectory.Parse(new DirectoryFile("nanogpt", FileKind.Model, "sample.yaml", text), TestContext.Current.CancellationToken);
}
