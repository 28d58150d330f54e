using NanoGpt.Schema.Binding;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Linking;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Loading;

/// <summary>Makes a catalog of files, in one pass and independent of their order.</summary>
internal sealed class CatalogBuilder
{
    private readonly List<SourceFile> files;
    private readonly List<IssueList> issueLists = [];
    private readonly List<ProviderSpec> providers = [];
    private readonly List<ModelDraft> drafts = [];
    private readonly HashSet<SourceFile> replacedFiles = [];
    private readonly Action<int, Action<int>> forEach;
    private readonly CancellationToken cancellation;

    public CatalogBuilder(List<SourceFile> files, Action<int, Action<int>> forEach, CancellationToken cancellation)
    {
        this.forEach = forEach;
        this.files = files;
        files.Sort(static (a, b) => Compare(a.File, b.File));
        this.cancellation = cancellation;
    }

    public Catalog Build()
    {
        for (var start = 0; start < files.Count;)
        {
            var end = start;
            while (end < files.Count && string.Equals(files[end].File.Provider, files[start].File.Provider, StringComparison.Ordinal))
            {
                end++;
            }

            BuildProvider(files.GetRange(start, end - start));
            start = end;
        }

        ModelIds.Check(drafts);
        TypeNames.Check(drafts);
        return new Catalog(providers.ToEquatableArray(), Models(), Issues());
    }

    private static int Compare(DirectoryFile a, DirectoryFile b)
    {
        var order = string.CompareOrdinal(a.Provider, b.Provider);
        order = order != 0 ? order : a.Kind.CompareTo(b.Kind);
        order = order != 0 ? order : a.IsUserFile.CompareTo(b.IsUserFile);
        order = order != 0 ? order : string.CompareOrdinal(a.Path, b.Path);
        return order != 0 ? order : string.CompareOrdinal(a.Text, b.Text);
    }

    private void BuildProvider(List<SourceFile> group)
    {
        var id = group[0].File.Provider;
        var models = group.FindAll(static f => f.File.Kind == FileKind.Model);
        var shared = group.FindAll(static f => f.File.Kind != FileKind.Model).ConvertAll(f => f.Read(cancellation));
        var provider = Provider(id, shared, models);
        var fields = Fields(id, shared, models, provider);
        if (provider is null || fields is null)
        {
            // What is wrong with the models as YAML is said all the same.
            forEach(models.Count, i => models[i].Read(cancellation));
            return;
        }

        var replaced = UserIds(models);
        var used = models.FindAll(file =>
        {
            // The user's file takes its place whole, mistakes included.
            var isReplaced = !file.File.IsUserFile && replaced.Count > 0 && RawId(file) is { } rawId && replaced.Contains(rawId);
            return !(isReplaced && replacedFiles.Add(file));
        });

        // A model depends on the provider and the fields, not on the other models.
        var bound = new ModelDraft[used.Count];
        forEach(used.Count, i =>
        {
            cancellation.ThrowIfCancellationRequested();
            bound[i] = ModelBinder.Bind(used[i].Read(cancellation), provider, fields);
        });
        foreach (var draft in bound)
        {
            issueLists.Add(draft.Issues);
            drafts.Add(draft);
        }
    }

    private ProviderSpec? Provider(string id, List<ParsedFile> shared, List<SourceFile> models)
    {
        var file = Single(shared, FileKind.Provider);
        if (file is null)
        {
            ReportMissing(id, "provider.yaml", models);
            return null;
        }

        if (file.Root is null)
        {
            return null;
        }

        var issues = new IssueList(file.File.Path, file.Lines);
        issueLists.Add(issues);
        var provider = ProviderBinder.Bind(file.Root, id, issues);
        providers.Add(provider);
        return provider;
    }

    private FieldTable? Fields(string id, List<ParsedFile> shared, List<SourceFile> models, ProviderSpec? provider)
    {
        var parts = shared.FindAll(static f => f.File.Kind == FileKind.Fields);
        if (parts.Count == 0)
        {
            ReportMissing(id, "fields.yaml", models);
            return null;
        }

        if (provider is null)
        {
            return null;
        }

        _ = Single(shared, FileKind.Fields);
        var fields = new FieldTable();
        foreach (var part in parts)
        {
            if (part.Root is not { } root)
            {
                fields.MarkIncomplete();
                continue;
            }

            var issues = new IssueList(part.File.Path, part.Lines);
            issueLists.Add(issues);
            fields.Add(root, provider, issues);
        }

        return fields;
    }

    // The user's file if there is one. Of several on one side the first by path is read, and the others are reported.
    private ParsedFile? Single(List<ParsedFile> shared, FileKind kind)
    {
        ParsedFile? chosen = null;
        foreach (var file in shared)
        {
            if (file.File.Kind != kind)
            {
                continue;
            }

            if (chosen is null || (file.File.IsUserFile && !chosen.File.IsUserFile))
            {
                chosen = file;
                continue;
            }

            var issues = new IssueList(file.File.Path, file.Lines);
            issueLists.Add(issues);
            var what = kind == FileKind.Provider ? "provider.yaml" : "fields.yaml";
            issues.Add(IssueRules.FileListedTwice, 0, 0, null, what + " of '" + file.File.Provider + "'", Printable.Of(chosen.File.Path));
        }

        return chosen;
    }

    private void ReportMissing(string id, string name, List<SourceFile> models)
    {
        if (models.Count > 0)
        {
            var issues = new IssueList(models[0].File.Path, new LineMap(models[0].File.Text));
            issueLists.Add(issues);
            issues.Add(IssueRules.MissingFile, 0, 0, null, id, name, "give the file beside the folder 'models'");
        }
    }

    private HashSet<string> UserIds(List<SourceFile> models)
    {
        return new(models.Where(static file => file.File.IsUserFile).Select(RawId).OfType<string>(), StringComparer.Ordinal);
    }

    private string? RawId(SourceFile file) => (file.Read(cancellation).Root?["id"] as YamlScalar)?.Text;

    private EquatableArray<ModelDefinition> Models()
    {
        var models = drafts.FindAll(static draft => draft.IsGood).ConvertAll(static draft => draft.Spec!);
        models.Sort(static (a, b) =>
        {
            var order = string.CompareOrdinal(a.Provider, b.Provider);
            return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
        });
        return Successors.Resolve(models, drafts);
    }

    private List<Issue> Issues()
    {
        var all = files.Where(file => !replacedFiles.Contains(file)).SelectMany(static file => file.Issues)
            .Concat(issueLists.SelectMany(static list => list.Issues)).ToList();
        all.Sort(static (a, b) =>
        {
            var order = string.CompareOrdinal(a.Path, b.Path);
            order = order != 0 ? order : a.Span.Start.CompareTo(b.Span.Start);
            order = order != 0 ? order : string.CompareOrdinal(a.Rule.Id, b.Rule.Id);
            return order != 0 ? order : string.CompareOrdinal(a.Message, b.Message);
        });
        return all;
    }
}

/// <summary>A file of a directory that may be unread yet.</summary>
/// <remarks>
/// What was read by the caller is kept, since an editor goes on with it. What is read here is not: the tree of a file is many times
/// its text, a model's is needed once, and those of ten thousand together would be most of the memory and of the time.
/// </remarks>
internal sealed class SourceFile
{
    private readonly ParsedFile? parsed;

    public SourceFile(ParsedFile parsed)
        : this(parsed.File)
    {
        this.parsed = parsed;
    }

    /// <summary>A file that is read when it is needed.</summary>
    public SourceFile(DirectoryFile file)
    {
        File = file;
    }

    public DirectoryFile File { get; }

    /// <summary>What is wrong with it as YAML; nothing before it is read.</summary>
    public IReadOnlyList<Issue> Issues { get; private set; } = [];

    public ParsedFile Read(CancellationToken cancellation)
    {
        var read = parsed ?? ModelDirectory.Parse(File, cancellation);
        Issues = read.Issues;
        return read;
    }
}
