using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Writing;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>Compares a model of the directory with its list entry, except the price.</summary>
/// <remarks>
/// What the list adds is added. What it contradicts or omits is kept and disputed, because files have other sources too.
/// </remarks>
internal sealed class ModelUpdate(ModelDefinition model, YamlDocument document, FieldIndex fields, SyncContext context)
{
    private readonly List<SyncChange> changes = [];
    private readonly HashSet<string> found = new(StringComparer.Ordinal);

    public IReadOnlyList<SyncChange> Apply(ListedModel listed)
    {
        if (model.Status == ModelStatus.Removed)
        {
            Restore();
            return changes;
        }

        CompareStatus(listed);
        CompareModes(listed);
        new FactsUpdate(model, document, Changed).Apply(listed, context.Vendor.FactsOfList);
        if (listed.Name is { } name && name != model.Title)
        {
            Dispute("title", name, model.Title);
        }

        foreach (var field in listed.Fields)
        {
            CompareField(field);
        }

        CompareMissing(listed);
        context.Compared(3 + context.Vendor.FactsOfList.Count);
        return changes;
    }

    /// <summary>Marks a model that is no longer listed as removed or deprecated.</summary>
    /// <param name="model">The model.</param>
    /// <param name="document">Its file.</param>
    /// <param name="status">The new status. A guess only deprecates a model because a removed one breaks builds.</param>
    /// <param name="successor">The id of the replacement; null if unknown.</param>
    /// <param name="context">The synchronization run.</param>
    public static void Mark(ModelDefinition model, YamlDocument document, string status, string? successor, SyncContext context)
    {
        if (document.Root["status"] is null)
        {
            document.AddKey("status", status);
        }
        else
        {
            document.Set([], "status", status);
        }

        if (document.Root["since"] is null)
        {
            document.AddKey("since", $"\"{context.Date}\"");
        }
        else if (model.Status != ModelStatus.Active)
        {
            document.Set([], "since", $"\"{context.Date}\"");
        }

        if (successor is not null && document.Root["successor"] is null)
        {
            document.AddKey("successor", YamlText.Flow(successor));
        }

        context.UseSource(document);
    }

    private void Restore()
    {
        // Marks of an earlier run are reverted; marks of a person are disputed.
        if (model.Since is { } since && model.Sources.Contains(Vendors.Vendor.SourcePrefix + since))
        {
            document.Remove([], "status");
            document.Remove([], "since");
            document.Remove([], "successor");
            context.UseSource(document);
            changes.Add(new SyncChange(SyncKind.Restored, model.Id, "status", "the model is listed again"));
        }
        else
        {
            Dispute("status", "listed", "removed");
        }
    }

    private void CompareStatus(ListedModel listed)
    {
        if (model.Status == ModelStatus.Active && listed.DeprecatedSince is { } since)
        {
            document.AddKey("status", "deprecated");
            document.AddKey("since", $"\"{since}\"");
            if (listed.Successor is { } next)
            {
                document.AddKey("successor", YamlText.Flow(next));
            }

            Changed("status", $"deprecated by the vendor since {since}");
        }
        else if (context.Vendor.ListsDeprecations && model.Status == ModelStatus.Deprecated
            && (listed.DeprecatedSince != model.Since || listed.Successor != model.Successor))
        {
            var successor = listed.Successor is null ? "" : $", replaced by {listed.Successor}";
            var claim = listed.DeprecatedSince is { } day ? $"deprecated since {day}{successor}" : "not deprecated";
            Dispute("status", claim, $"deprecated since {model.Since}");
        }
    }

    private void CompareModes(ListedModel listed)
    {
        var own = context.Vendor.ListedModes(model).ToList();
        foreach (var mode in listed.Modes.Except(own))
        {
            Dispute("modes", $"also {mode}", string.Join(", ", model.Modes));
        }

        foreach (var mode in own.Except(listed.Modes))
        {
            Dispute("modes", $"without {mode}", string.Join(", ", model.Modes));
        }
    }

    private void CompareMissing(ListedModel listed)
    {
        var audio = model.Fields.FirstOrDefault(field => field.Type == FieldType.Audio);
        if (listed.TakesAudio == true && audio is null)
        {
            Dispute("audio", "audio is accepted", "no audio");
        }

        var missing = model.Fields.Where(field => !found.Contains(field.Name)
            && (context.Vendor.WouldList(field) || (listed.TakesAudio == false && field == audio))).ToList();
        if (missing.Count > 0)
        {
            Dispute("inputs", $"without {string.Join(", ", missing.Select(field => field.Name))}", "the fields of other sources");
        }
    }

    private void CompareField(ListedField listed)
    {
        var field = model.Fields.FirstOrDefault(input => input.Wire.Name == listed.Wire || IsKeyOf(input.Media, listed.Wire));
        if (field is null && model.Fields.FirstOrDefault(input => input.Wire.Aliases.Contains(listed.Wire)) is { } alias)
        {
            field = alias;
            if (!alias.IsMedia)
            {
                Dispute(alias.Name, $"sent as {listed.Wire}", $"sent as {alias.Wire.Name}");
            }
        }

        if (field is null)
        {
            Add(listed);
            return;
        }

        found.Add(field.Name);
        context.Compared(1 + listed.Options.Count);
        if (field.Type == FieldType.Object || field.List is not null)
        {
            if (listed.Kind is not (ListedKind.Group or ListedKind.Image or ListedKind.Video or ListedKind.Audio))
            {
                var described = FieldUpdate.Describe(listed);
                context.Uncompared(model.Id, listed.Wire, $"the file declares a list or an object; the list says {described}");
            }
        }
        else if (!field.IsMedia)
        {
            new FieldUpdate(model, document, context, Dispute, Changed).Compare(field, listed);
        }
        else if (!ListedValues.Fits(listed, field.Type))
        {
            Dispute(field.Name, FieldUpdate.Describe(listed), field.Type.ToString().ToLowerInvariant());
        }
    }

    private static bool IsKeyOf(MediaInfo? media, string wire) =>
        media is not null && (media.UrlKey == wire || media.DataKey == wire || media.AttachmentKey == wire);

    private void Add(ListedField listed)
    {
        var declared = fields.Get(listed);
        if (model.FindField(declared.Name) is { } same)
        {
            found.Add(same.Name);
            Dispute(same.Name, $"sent as {listed.Wire}: {FieldUpdate.Describe(listed)}", $"sent as {same.Wire.Name}");
            return;
        }

        document.AddAligned(["inputs"], declared.Name, InputText.Format(listed, declared));
        Changed(declared.Name, "the field is listed");
    }

    private void Changed(string subject, string message)
    {
        context.UseSource(document);
        changes.Add(new SyncChange(SyncKind.Changed, model.Id, subject, message));
    }

    private void Dispute(string about, string claim, string kept)
    {
        var resolution = $"{SyncContext.Unresolved}: {kept}. Nobody has compared the two yet.";
        if (context.Dispute(model, document, about, claim, resolution) is { } change)
        {
            changes.Add(change);
        }
    }
}
