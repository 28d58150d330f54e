using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Writing;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>Compares a model of the directory with its list entry, except the price.</summary>
/// <remarks>
/// Titles and summaries are written by hand and are kept. Fields that the list omits are kept because lists omit prompts, media
/// and sometimes other fields.
/// </remarks>
internal sealed class ModelUpdate(ModelDefinition model, YamlDocument document, FieldIndex fields, SyncContext context)
{
    private static readonly string[] KeysBeforeStatus = ["id", "title", "summary", "type"];
    private static readonly string[] FromVideo =
        ["video-to-video", "video-edit", "video-extend", "upscale", "lipsync", "animate", "face-swap", "effects"];
    private static readonly string[] FromImage =
        ["image-to-video", "reference-to-video", "avatar", "animate", "effects", "lipsync"];

    private readonly List<SyncChange> changes = [];

    public IReadOnlyList<SyncChange> Apply(ListedModel listed)
    {
        if (model.Status == ModelStatus.Removed)
        {
            Restore();
            return changes;
        }

        CompareStatus(listed);
        CompareModes(listed);
        foreach (var field in listed.Fields)
        {
            CompareField(field);
        }

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
        // Each key is added after the summary or after the previous key.
        if (document.Root["status"] is null)
        {
            document.AddKey("status", status, KeysBeforeStatus);
        }
        else
        {
            document.Set([], "status", status);
        }

        if (document.Root["since"] is null)
        {
            document.AddKey("since", $"\"{context.Date}\"", [.. KeysBeforeStatus, "status"]);
        }
        else if (model.Status != ModelStatus.Active)
        {
            document.Set([], "since", $"\"{context.Date}\"");
        }

        if (successor is not null && document.Root["successor"] is null)
        {
            document.AddKey("successor", YamlText.Flow(successor), [.. KeysBeforeStatus, "status", "since"]);
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
            document.AddKey("status", "deprecated", KeysBeforeStatus);
            document.AddKey("since", $"\"{since}\"", [.. KeysBeforeStatus, "status"]);
            if (listed.Successor is { } next)
            {
                document.AddKey("successor", YamlText.Flow(next), [.. KeysBeforeStatus, "status", "since"]);
            }

            context.UseSource(document);
            changes.Add(new SyncChange(SyncKind.Changed, model.Id, "status", $"deprecated by the vendor since {since}"));
        }
    }

    // A disabled flag is ignored: recorded entries contradict their own parameters.
    private void CompareModes(ListedModel listed)
    {
        foreach (var mode in listed.Modes)
        {
            var isKnown = mode switch
            {
                "image-to-video" => model.Modes.Any(FromImage.Contains),
                "video-to-video" => model.Modes.Any(FromVideo.Contains),
                _ => model.Modes.Contains(mode) || (mode == "text-to-video" && model.Modes.Contains("scripted")),
            };
            if (!isKnown)
            {
                Dispute("modes", $"also {mode}", string.Join(", ", model.Modes));
            }
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
        }
        else if (!field.IsMedia && field.Type != FieldType.Object && field.List is null)
        {
            Compare(field, listed);
        }
    }

    private static bool IsKeyOf(MediaInfo? media, string wire) =>
        media is not null && (media.UrlKey == wire || media.DataKey == wire || media.AttachmentKey == wire);

    private void Add(ListedField listed)
    {
        var declared = fields.Get(listed);
        if (model.FindField(declared.Name) is { } same)
        {
            Dispute(same.Name, $"sent as {listed.Wire}", $"sent as {same.Wire.Name}");
            return;
        }

        document.AddAligned(["inputs"], declared.Name, InputText.Format(listed, declared));
        context.UseSource(document);
        changes.Add(new SyncChange(SyncKind.Changed, model.Id, declared.Name, "the field is listed"));
    }

    private void Compare(FieldInfo field, ListedField listed)
    {
        if (!ListedValues.Fits(listed, field.Type) || ListedValues.Convert(listed, field.Type) is not { } offer)
        {
            Dispute(field.Name, Describe(listed), field.Type.ToString().ToLowerInvariant());
            return;
        }

        if (offer.Suffix.Length > 0 && offer.Suffix != field.Wire.Suffix)
        {
            Dispute(field.Name, $"written with {offer.Suffix} behind the number", "written without");
        }

        if (field.Fixed is { } constant)
        {
            if (offer.Items.Count > 0 && !(offer.Items is [var only] && only == constant.Text))
            {
                Dispute(field.Name, Describe(listed), $"always {constant.Text}");
            }

            return;
        }

        new ValueUpdate(field, document, Dispute, Changed).Apply(listed, offer);
        CompareDefault(field, listed, offer);
    }

    private void CompareDefault(FieldInfo field, ListedField listed, ListedValues.Offer offer)
    {
        if (ListedValues.Default(listed, field.Type) is not { } listedDefault || Equals(listedDefault, field.Default)
            || field.IsRequired)
        {
            return;
        }

        if (offer.Items.Count > 0 && !offer.Items.Contains(listedDefault.Text, StringComparer.Ordinal))
        {
            context.Notice(model.Id, $"{field.Name}: the listed default is not one of the offered values: ignored");
        }
        else if (field.Default is { } ownDefault)
        {
            Dispute(field.Name, $"{listedDefault.Text} by default", $"{ownDefault.Text} by default");
        }
        else
        {
            document.Set(["inputs", field.Name], "default", ListedValues.Written(listedDefault));
            Changed(field.Name, $"{listedDefault.Text} by default");
        }
    }

    private static string Describe(ListedField listed) => listed.Options.Count > 0
        ? string.Join(", ", listed.Options.Take(20)) + (listed.Options.Count > 20 ? ", …" : "")
        : listed.Kind switch
        {
            ListedKind.Boolean => "true or false",
            ListedKind.Integer => "a whole number",
            ListedKind.Number => "a number",
            _ => "a text",
        };

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
