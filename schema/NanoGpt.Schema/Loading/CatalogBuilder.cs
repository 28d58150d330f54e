using NanoGpt.Schema.Binding;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Linking;

namespace NanoGpt.Schema.Loading;

/// <summary>Builds a catalog from files. The result does not depend on their order.</summary>
internal sealed class CatalogBuilder
{
    private readonly List<SourceFile> files;
    private readonly List<IssueList> issueLists = [];
    private readonly List<ProviderSpec> providers = [];
    private readonly List<ModelDraft> drafts = [];
    private readonly HashSet<SourceFile> replacedFiles = [];
    private readonly Action<int, Action<int>> forEach;
    private readonly CancellationToken cancellationToken;

    public CatalogBuilder(List<SourceFile> files, Action<int, Action<int>> forEach, CancellationToken cancellationToken)
    {
        this.forEach = forEach;
        this.files = files;
        files.Sort(static (a, b) => Compare(a.File, b.File));
        this.cancellationToken = cancellationToken;
    }

    public Catalog Build()
    {
        for (var start = 0; start < files.Count;)
        {
            var end = start;
            while (end < files.Count && files[end].File.Provider == files[start].File.Provider)
            {
                end++;
            }

            BuildProvider(files.GetRange(start, end - start));
            start = end;
        }

        ModelIds.Check(drafts);
        TypeNames.Check(drafts);
        RemovedTypes.Resolve(drafts);
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
        var shared = group.FindAll(static f => f.File.Kind != FileKind.Model).ConvertAll(f => f.Read(cancellationToken));
        var provider = Provider(id, shared, models);
        var fields = Fields(id, shared, models, provider);
        if (provider is null || fields is null)
        {
            // Reports the syntax issues of the models.
            forEach(models.Count, i => models[i].Read(cancellationToken));
            return;
        }

        var replaced = new HashSet<string>(
            models.Where(static file => file.File.IsUserFile).Select(RawId).OfType<string>(), StringComparer.Ordinal);
        var used = models.FindAll(file =>
        {
            // The file of the user replaces it even if it has errors.
            var isReplaced = !file.File.IsUserFile && replaced.Count > 0 && RawId(file) is { } rawId && replaced.Contains(rawId);
            return !(isReplaced && replacedFiles.Add(file));
        });

        // A model depends on the provider and the fields only, so that the models can be bound in parallel.
        var bound = new ModelDraft[used.Count];
        forEach(used.Count, i =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            bound[i] = ModelBinder.Bind(used[i].Read(cancellationToken), provider, fields);
        });
        foreach (var draft in bound)
        {
            issueLists.Add(draft.Issues);
            drafts.Add(draft);
        }
    }

    private ProviderSpec? Provider(string id, List<ParsedFile> shared, List<SourceFile> models)
    {
        var builtIn = Single(shared, FileKind.Provider, isUserFile: false);
        var own = Single(shared, FileKind.Provider, isUserFile: true);
        if (builtIn is null && own is null)
        {
            ReportMissing(id, "provider.yaml", models);
            return null;
        }

        var provider = Bind(builtIn, null);
        provider = Bind(own, provider) ?? provider;
        if (provider is not null)
        {
            providers.Add(provider);
        }

        return provider;

        ProviderSpec? Bind(ParsedFile? file, ProviderSpec? basis)
        {
            if (file?.Root is not { } root)
            {
                return null;
            }

            var issues = new IssueList(file.File.Path, file.Lines);
            issueLists.Add(issues);
            return ProviderBinder.Bind(root, id, basis, issues);
        }
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

        _ = Single(shared, FileKind.Fields, isUserFile: false);
        _ = Single(shared, FileKind.Fields, isUserFile: true);
        var fields = new FieldTable();
        foreach (var part in parts)
        {
            if (part.Root is not { } root)
            {
                fields.IsComplete = false;
                continue;
            }

            var issues = new IssueList(part.File.Path, part.Lines);
            issueLists.Add(issues);
            fields.Add(root, provider, issues);
        }

        return fields;
    }

    // Of several files the first by path is used, and the others are reported.
    private ParsedFile? Single(List<ParsedFile> shared, FileKind kind, bool isUserFile)
    {
        ParsedFile? chosen = null;
        foreach (var file in shared)
        {
            if (file.File.Kind != kind || file.File.IsUserFile != isUserFile)
            {
                continue;
            }

            if (chosen is null)
            {
                chosen = file;
                continue;
            }

            var issues = new IssueList(file.File.Path, file.Lines);
            issueLists.Add(issues);
            var name = kind == FileKind.Provider ? "provider.yaml" : "fields.yaml";
            var path = Printable.Of(chosen.File.Path);
            issues.Add(IssueRules.FileListedTwice, 0, 0, null, $"{name} of '{file.File.Provider}'", path);
        }

        return chosen;
    }

    private void ReportMissing(string id, string name, List<SourceFile> models)
    {
        if (models.Count > 0)
        {
            var issues = new IssueList(models[0].File.Path, new LineMap(models[0].File.Text));
            issueLists.Add(issues);
            issues.Add(IssueRules.MissingFile, 0, 0, null, id, name, "add the file next to the folder 'models'");
        }
    }

    private string? RawId(SourceFile file) => (file.Read(cancellationToken).Root?["id"] as YamlScalar)?.Text;

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

/// <summary>Represents a file of a directory that may not be parsed yet.</summary>
/// <remarks>
/// A file that the caller parsed is kept. The result of <see cref="Read"/> is not: the tree of a file is many times larger than
/// its text, and thousands of trees would dominate memory and time.
/// </remarks>
internal sealed class SourceFile(DirectoryFile file, ParsedFile? parsed = null)
{
    public DirectoryFile File => file;

    /// <summary>Gets the syntax issues; none before the file is parsed.</summary>
    public IReadOnlyList<Issue> Issues { get; private set; } = [];

    public ParsedFile Read(CancellationToken cancellationToken)
    {
        var read = parsed ?? ModelDirectory.Parse(File, cancellationToken);
        Issues = read.Issues;
        return read;
    }
}
