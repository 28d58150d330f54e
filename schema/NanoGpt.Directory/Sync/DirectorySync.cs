using NanoGpt.Directories.Sync.Comparison;
using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Vendors;
using NanoGpt.Directories.Sync.Writing;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Issues;

namespace NanoGpt.Directories.Sync;

/// <summary>Compares a provider's directory with a list and plans the edits. Does not write files or read the clock.</summary>
/// <remarks>
/// Fields are compared before prices because a price can depend on an added value. After each step the whole directory is loaded
/// as planned; edits that do not load are reverted and reported, so that an invalid entry does not block the others.
/// </remarks>
internal sealed class DirectorySync
{
    private const int MaxRounds = 6;

    // A list that lacks more models than this share is probably incomplete.
    private const int RemovableShare = 10;

    private readonly Vendor vendor;
    private readonly VendorList list;
    private readonly ProviderDirectory files;
    private readonly SyncContext context;
    private readonly FieldIndex fields;
    private readonly List<PlannedModel> planned = [];
    private readonly List<UncomparedFact> reverted = [];
    private readonly int allowedRemovals;

    private DirectorySync(Vendor vendor, VendorList list, ProviderDirectory files, string date, int allowedRemovals)
    {
        this.allowedRemovals = allowedRemovals;
        this.vendor = vendor;
        this.list = list;
        this.files = files;
        context = new SyncContext(vendor, date, document => files.LoadOne(document, context!.Source, date));
        fields = new FieldIndex(files.Fields, context.Source);
    }

    /// <summary>Plans the edits.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="list">The list.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="date">The date of the list.</param>
    /// <param name="allowedRemovals">The number of models that may be removed although it is more than a tenth of them.</param>
    /// <exception cref="ListReadException">
    /// The directory would not load with the list, or the list lacks too many models.
    /// </exception>
    public static SyncResult Plan(
        Vendor vendor, VendorList list, ProviderDirectory directory, string date, int allowedRemovals = 0) =>
        new DirectorySync(vendor, list, directory, date, allowedRemovals).Plan();

    private SyncResult Plan()
    {
        var models = files.Catalog.Models.Where(model => model.Provider == vendor.Id).ToList();
        var byId = models.ToDictionary(model => model.Id, StringComparer.Ordinal);
        foreach (var listed in list.Models.Where(listed => byId.ContainsKey(listed.Id)))
        {
            var model = byId[listed.Id];
            var plan = PlanExisting(model, listed);
            plan.Changes.AddRange(new ModelUpdate(model, plan.Document, fields, context).Apply(listed));
        }

        var added = FindNew(models);
        var unlisted = FindUnlisted(models);
        var renames = Renames.Find([.. unlisted.Where(model => model.Status == ModelStatus.Active)], added);
        CheckRemovals(unlisted.Except(renames.Values).Count(), models);
        foreach (var listed in added)
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

        foreach (var model in unlisted.Except(renames.Values))
        {
            MarkUnlisted(model, models);
        }

        fields.Write();
        var catalog = Check("");
        foreach (var plan in planned.Where(plan => plan is { Listed: not null, IsDropped: false }).ToList())
        {
            plan.Checkpoint();
            var current = catalog.Models.FirstOrDefault(model => model.Provider == vendor.Id && model.Id == plan.Listed!.Id);
            if (current is { Status: not ModelStatus.Removed } model)
            {
                var changes = new PriceUpdate(model, plan.Document, context).Apply(plan.Listed!, plan.IsNew);
                plan.Changes.AddRange(plan.IsNew ? [] : changes);
            }
        }

        catalog = Check(", so its price is unchanged");
        return Result(catalog);
    }

    private PlannedModel PlanExisting(ModelDefinition model, ListedModel? listed)
    {
        var plan = new PlannedModel(files.Model(model.Id), listed);
        planned.Add(plan);
        return plan;
    }

    private List<ListedModel> FindNew(List<ModelDefinition> models)
    {
        var ids = models.ToDictionary(model => model.Id, model => model.Id, StringComparer.OrdinalIgnoreCase);
        var names = models.Select(model => DirectoryFile.NameOf(model.Id)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var added = new List<ListedModel>();
        foreach (var listed in list.Models)
        {
            if (ids.TryGetValue(listed.Id, out var same))
            {
                if (!string.Equals(same, listed.Id, StringComparison.Ordinal))
                {
                    context.Uncompared(listed.Id, "id", $"it differs from {same} only in case");
                }
            }
            else if (names.Contains(DirectoryFile.NameOf(listed.Id)))
            {
                context.Uncompared(listed.Id, "id", "its file would have the name of another model's");
            }
            else if (listed.Modes.Count == 0)
            {
                context.Uncompared(listed.Id, "modes", "the list does not state what the model makes videos from");
            }
            else
            {
                added.Add(listed);
            }
        }

        return added;
    }

    // Only models with a record of the list count as unlisted.
    private List<ModelDefinition> FindUnlisted(List<ModelDefinition> models)
    {
        var ids = list.Models.Select(listed => listed.Id).ToHashSet(StringComparer.Ordinal);
        var missing = models.Where(model => !ids.Contains(model.Id)
            && (model.Status == ModelStatus.Active
                || model is { Status: ModelStatus.Deprecated, Successor: null, Since: null })).ToList();
        var unlisted = missing.Where(model => model.Sources.Concat(model.Price?.Sources ?? default).Any(vendor.IsRecordOfList))
            .ToList();
        var never = missing.Except(unlisted).Select(model => model.Id).ToList();
        if (never.Count > 0)
        {
            context.Notice(null, $"not listed, and no record shows that they ever were; unchanged: {string.Join(", ", never)}");
        }

        return unlisted;
    }

    // The removal of a model is a compile error for its users.
    private void CheckRemovals(int removed, List<ModelDefinition> models)
    {
        var known = models.Count(model => model.Status != ModelStatus.Removed && model.Sources.Any(vendor.IsRecordOfList));
        if (removed > allowedRemovals && removed * RemovableShare > known)
        {
            throw new ListReadException(
                $"The list lacks {removed} of {known} known models. Nothing was changed. If the list is complete, specify "
                    + $"--allow-removals {removed}.");
        }
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
        var modes = string.Join(", ", listed.Modes);
        planned.Add(new PlannedModel(files.NewModel(listed.Id, writer.Write(listed, given, files.Heading, isBare: false)), listed)
        {
            IsNew = true,
            TypeName = files.TypePrefix + name,
            SimplerText = () => writer.Write(listed, given, files.Heading, isBare: true),
            Changes = { new SyncChange(SyncKind.New, listed.Id, null, $"{modes}; {listed.Fields.Count} listed fields") },
        });
    }

    // The new file is a copy of the old one and keeps its manual edits.
    private void Rename(ModelDefinition old, ListedModel listed)
    {
        var before = files.Model(old.Id);
        var document = files.NewModel(listed.Id, before.Text);
        document.Replace(document.Root["id"]!, YamlText.Line(listed.Id));
        document.Remove([], "type");
        context.UseSource(document);
        ModelUpdate.Mark(old, before, "deprecated", listed.Id, context);
        var message = $"probably {old.Id} under another id: the fields agree. Review both files before you merge";
        var plan = new PlannedModel(document, listed)
        {
            IsNew = true,
            Changes = { new SyncChange(SyncKind.Renamed, listed.Id, null, message) },
        };
        plan.Changes.AddRange(new ModelUpdate(old with { Id = listed.Id }, document, fields, context).Apply(listed));
        planned.Add(plan);
        planned.Add(new PlannedModel(before, null) { Partner = plan });
    }

    private void MarkUnlisted(ModelDefinition model, List<ModelDefinition> models)
    {
        var plan = PlanExisting(model, listed: null);

        // A successor cannot be removed while another model refers to it.
        var isNeeded = models.Exists(other => other.Successor == model.Id && other.Status != ModelStatus.Active);
        if (isNeeded && model.Status == ModelStatus.Deprecated)
        {
            return;
        }

        ModelUpdate.Mark(model, plan.Document, isNeeded ? "deprecated" : "removed", null, context);
        plan.Changes.Add(new SyncChange(
            SyncKind.Vanished, model.Id, "status",
            isNeeded
                ? $"not listed any more: deprecated as of {context.Date}, because another model names it as its successor"
                : $"not listed any more: removed as of {context.Date}"));
    }

    private Catalog Check(string consequence)
    {
        Issue? last = null;
        for (var round = 0; round < MaxRounds; round++)
        {
            var changed = planned.Where(plan => plan is { IsDropped: false, HasChanged: true }).ToList();
            files.SetSource(context.Source, context.Date, isUsed: changed.Count > 0 || fields.Added is not null);
            var catalog = files.Load(changed.Select(plan => plan.Document));
            var errors = catalog.Issues.Where(issue => issue.Severity == IssueSeverity.Error)
                .ToLookup(issue => issue.Path, StringComparer.Ordinal);
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
                Revert(plan, errors[plan.Document.Path].First(), consequence);
            }
        }

        throw new ListReadException(
            $"The directory would not load with this list; nothing was changed: {last!.Path}: {last.Rule.Id}: "
                + $"{ListText.Clean(last.Message)}");
    }

    private void Revert(PlannedModel plan, Issue issue, string consequence)
    {
        if (plan.Revert())
        {
            reverted.Add(
                new UncomparedFact(
                    plan.Listed?.Id ?? plan.Document.Path, "supported_parameters",
                    $"the listed values would not load{consequence}: {issue.Rule.Id}: {ListText.Clean(issue.Message)}"));
        }

        foreach (var other in planned.Where(other => other.Partner == plan && plan.IsDropped))
        {
            other.Revert();
        }
    }

    private SyncResult Result(Catalog catalog)
    {
        var kept = planned.Where(plan => !plan.IsDropped).ToList();
        var changes = kept.Where(plan => plan.HasChanged).SelectMany(plan => plan.Changes)
            .OrderBy(change => change.Kind).ThenBy(change => change.Model, StringComparer.Ordinal).ToList();
        var documents = kept.Where(plan => plan.HasChanged).Select(plan => plan.Document).ToList();
        return new SyncResult(
            changes, context.ComparedFacts, [.. list.Uncompared, .. context.UncomparedFacts, .. reverted],
            [.. list.Notices, .. context.Notices],
            changes.Count == 0 && !files.IsNew ? [] : files.Changed(documents, catalog), catalog);
    }
}
