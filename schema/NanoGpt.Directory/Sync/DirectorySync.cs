using System.Globalization;
using NanoGpt.Definitions;
using NanoGpt.Directories.Sync.Comparison;
using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Vendors;
using NanoGpt.Directories.Sync.Writing;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Directories.Sync;

/// <summary>Compares one provider's directory with a list and plans the edits. Nothing is written here, and no clock is read.</summary>
/// <remarks>
/// Fields first, then prices, because a price may depend on a value that the list has just added. After each step the whole directory
/// is loaded as it would be: what would not load is taken back and reported, so that a strange entry costs no other its update.
/// </remarks>
internal sealed class DirectorySync
{
    private const int MostRounds = 6;

    private readonly Vendor vendor;
    private readonly VendorList list;
    private readonly ProviderDirectory files;
    private readonly SyncContext context;
    private readonly FieldIndex fields;
    private readonly List<PlannedModel> planned = [];
    private readonly List<ListNotice> refused = [];

    private DirectorySync(Vendor vendor, VendorList list, ProviderDirectory files, string date)
    {
        this.vendor = vendor;
        this.list = list;
        this.files = files;
        context = new SyncContext(vendor, date, document => files.LoadOne(document, context!.Source, date));
        fields = new FieldIndex(files.Fields, context.Source);
    }

    /// <summary>Plans the edits.</summary>
    /// <param name="vendor">Whose directory and list they are.</param>
    /// <param name="list">The list.</param>
    /// <param name="directory">The directory; it has no errors.</param>
    /// <param name="date">The day, as <c>yyyy-MM-dd</c>.</param>
    /// <exception cref="ListReadException">With the list the directory could not be loaded any more.</exception>
    public static SyncResult Plan(Vendor vendor, VendorList list, ProviderDirectory directory, string date) =>
        new DirectorySync(vendor, list, directory, date).Plan();

    private SyncResult Plan()
    {
        var models = files.Catalog.Models.Where(model => model.Provider == vendor.Id).ToList();
        var byId = models.ToDictionary(model => model.Id, StringComparer.Ordinal);
        foreach (var listed in list.Models.Where(listed => byId.ContainsKey(listed.Id)))
        {
            var model = byId[listed.Id];
            var plan = Existing(model, listed);
            plan.Changes.AddRange(new ModelUpdate(model, plan.Document, fields, context).Apply(listed));
        }

        var fresh = Fresh(models);
        var gone = Gone(models);
        var renames = Renames.Find([.. gone.Where(model => model.Status == ModelStatus.Active)], fresh);
        foreach (var listed in fresh)
        {
            if (renames.TryGetValue(listed.Id, out var old))
            {
                Rename(old, listed);
            }
            else
            {
                Add(listed, models);
            }
        }

        foreach (var model in gone.Except(renames.Values))
        {
            Vanish(model, models);
        }

        fields.Write();
        var catalog = Check("");
        foreach (var plan in planned.Where(plan => plan is { Listed: not null, IsDropped: false }).ToList())
        {
            plan.Checkpoint();
            if (catalog.Models.FirstOrDefault(model => model.Provider == vendor.Id && model.Id == plan.Listed!.Id) is { Status: not ModelStatus.Removed } model
                && new PriceUpdate(model, plan.Document, context).Apply(plan.Listed!, plan.IsNew) is { } change && !plan.IsNew)
            {
                plan.Changes.Add(change);
            }
        }

        catalog = Check(", so its price is left as it is");
        return Result(catalog);
    }

    private PlannedModel Existing(ModelDefinition model, ListedModel? listed)
    {
        var plan = new PlannedModel(files.Model(model.Id), listed);
        planned.Add(plan);
        return plan;
    }

    private List<ListedModel> Fresh(List<ModelDefinition> models)
    {
        var ids = models.ToDictionary(model => model.Id, model => model.Id, StringComparer.OrdinalIgnoreCase);
        var names = models.Select(model => ModelId.FileName(model.Id)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var fresh = new List<ListedModel>();
        foreach (var listed in list.Models)
        {
            if (ids.TryGetValue(listed.Id, out var same))
            {
                if (!string.Equals(same, listed.Id, StringComparison.Ordinal))
                {
                    context.Notice(listed.Id, $"it differs from {same} only by upper and lower case: left out");
                }
            }
            else if (names.Contains(ModelId.FileName(listed.Id)))
            {
                context.Notice(listed.Id, "its file would have the name of another model's: left out");
            }
            else if (listed.Modes.Count == 0)
            {
                context.Notice(listed.Id, "the list does not say what it makes videos of: left out");
            }
            else
            {
                fresh.Add(listed);
            }
        }

        return fresh;
    }

    // Gone is what a record of the list once had. Of other models nothing can be said.
    private List<ModelDefinition> Gone(List<ModelDefinition> models)
    {
        var ids = list.Models.Select(listed => listed.Id).ToHashSet(StringComparer.Ordinal);
        var missing = models.Where(model => !ids.Contains(model.Id)
            && (model.Status == ModelStatus.Active || model is { Status: ModelStatus.Deprecated, Successor: null, Since: null })).ToList();
        var gone = missing.Where(model => model.Sources.Concat(model.Price?.Sources ?? default).Any(vendor.IsRecordOfList)).ToList();
        var never = missing.Except(gone).Select(model => model.Id).ToList();
        if (never.Count > 0)
        {
            context.Notice(null, $"not in the list, and no record says that they ever were, so left as they are: {string.Join(", ", never)}");
        }

        if (gone.Count > 3 && gone.Count * 2 > models.Count(model => model.Status != ModelStatus.Removed))
        {
            context.Notice(null, $"{gone.Count} of {models.Count} models are not in this list: make sure that it is the whole list before you write");
        }

        return gone;
    }

    private void Add(ListedModel listed, List<ModelDefinition> models)
    {
        var taken = models.Where(model => model.Status != ModelStatus.Removed).Select(model => model.TypeName)
            .Concat(planned.Select(plan => plan.TypeName).OfType<string>()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var bare = Identifier.Pascal(listed.Id);
        var natural = Identifier.IsValid(bare) ? bare : "Model" + bare;
        var name = natural;
        for (var i = 2; taken.Contains(files.TypePrefix + name) || ReservedNames.IsIndexMember(files.TypePrefix + name); i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{natural}_{i}");
        }

        var writer = new NewModel(fields, context.Source);
        var given = name == bare ? null : name;
        planned.Add(new PlannedModel(files.NewModel(listed.Id, writer.Write(listed, given, files.Heading, isBare: false)), listed)
        {
            IsNew = true,
            TypeName = files.TypePrefix + name,
            Plainer = () => writer.Write(listed, given, files.Heading, isBare: true),
            Changes = { new SyncChange(SyncKind.New, listed.Id, null, $"{string.Join(", ", listed.Modes)}; {listed.Fields.Count} listed fields") },
        });
    }

    // The new file is the old one under another name, with all that people wrote in it.
    private void Rename(ModelDefinition old, ListedModel listed)
    {
        var before = files.Model(old.Id);
        var document = files.NewModel(listed.Id, before.Text);
        document.Replace(document.Root["id"]!, YamlText.Line(listed.Id));
        document.Remove([], "type");
        context.UseSource(document);
        ModelUpdate.Mark(old, before, "deprecated", listed.Id, context);
        var plan = new PlannedModel(document, listed)
        {
            IsNew = true,
            Changes = { new SyncChange(SyncKind.Renamed, listed.Id, null, $"seems to be {old.Id} under another id: the same fields. Look at both files before you merge") },
        };
        plan.Changes.AddRange(new ModelUpdate(old with { Id = listed.Id }, document, fields, context).Apply(listed));
        planned.Add(plan);
        planned.Add(new PlannedModel(before, null) { Partner = plan });
    }

    private void Vanish(ModelDefinition model, List<ModelDefinition> models)
    {
        var plan = Existing(model, listed: null);

        // What replaces another model cannot be removed before that one names something else.
        var isNeeded = models.Exists(other => other.Successor == model.Id && other.Status != ModelStatus.Active);
        if (isNeeded && model.Status == ModelStatus.Deprecated)
        {
            return;
        }

        ModelUpdate.Mark(model, plan.Document, isNeeded ? "deprecated" : "removed", null, context);
        plan.Changes.Add(new SyncChange(
            SyncKind.Vanished, model.Id, "status",
            isNeeded ? $"not listed any more: deprecated as of {context.Date}, because another model names it as its successor" : $"not listed any more: removed as of {context.Date}"));
    }

    /// <summary>Loads the directory as planned, and takes back what does not load.</summary>
    private Catalog Check(string consequence)
    {
        Issue? last = null;
        for (var round = 0; round < MostRounds; round++)
        {
            var changed = planned.Where(plan => plan is { IsDropped: false, HasChanged: true }).ToList();
            files.SetSource(context.Source, context.Date, isUsed: changed.Count > 0 || fields.Added is not null);
            var catalog = files.Load(changed.Select(plan => plan.Document));
            var errors = catalog.Issues.Where(issue => issue.Severity == IssueSeverity.Error).ToLookup(issue => issue.Path, StringComparer.Ordinal);
            if (errors.Count == 0)
            {
                return catalog;
            }

            last = errors.First().First();
            var broken = changed.Where(plan => errors.Contains(plan.Document.Path)).ToList();
            if (broken.Count == 0)
            {
                break;
            }

            foreach (var plan in broken)
            {
                TakeBack(plan, errors[plan.Document.Path].First(), consequence);
            }
        }

        throw new ListReadException(
            $"With this list the directory could not be loaded any more, so nothing is changed: {last!.Path}: {last.Rule.Id}: {ListText.Clean(last.Message)}");
    }

    private void TakeBack(PlannedModel plan, Issue issue, string consequence)
    {
        if (plan.TakeBack())
        {
            refused.Add(new ListNotice(plan.Listed?.Id ?? plan.Document.Path, $"what the list says would not load{consequence}: {issue.Rule.Id}: {ListText.Clean(issue.Message)}"));
        }

        foreach (var other in planned.Where(other => other.Partner == plan && plan.IsDropped))
        {
            other.TakeBack();
        }
    }

    private SyncResult Result(Catalog catalog)
    {
        var kept = planned.Where(plan => !plan.IsDropped).ToList();
        var changes = kept.Where(plan => plan.HasChanged).SelectMany(plan => plan.Changes)
            .OrderBy(change => change.Kind).ThenBy(change => change.Model, StringComparer.Ordinal).ToList();
        var documents = kept.Where(plan => plan.HasChanged).Select(plan => plan.Document).ToList();
        return new SyncResult(changes, [.. list.Notices, .. context.Notices, .. refused], changes.Count == 0 ? [] : files.Changed(documents, catalog), catalog);
    }
}
