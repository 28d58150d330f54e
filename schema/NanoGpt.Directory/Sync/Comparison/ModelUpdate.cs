using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Writing;
using NanoGpt.Schema.Model;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>Compares a model that the directory has with its entry in the list, all but the price.</summary>
/// <remarks>
/// Titles and summaries are the directory's own prose and stay. A field that the list leaves out stays, too: lists leave out prompts
/// and media, and were seen to leave out more.
/// </remarks>
internal sealed class ModelUpdate(ModelDefinition model, YamlDocument document, FieldIndex fields, SyncContext context)
{
    private static readonly string[] KeysBeforeStatus = ["id", "title", "summary", "type"];
    private static readonly string[] FromVideo = ["video-to-video", "video-edit", "video-extend", "upscale", "lipsync", "animate", "face-swap", "effects"];
    private static readonly string[] FromImage = ["image-to-video", "reference-to-video", "avatar", "animate", "effects", "lipsync"];

    private readonly List<SyncChange> changes = [];

    public IReadOnlyList<SyncChange> Apply(ListedModel listed)
    {
        if (model.Status == ModelStatus.Removed)
        {
            Return();
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

    /// <summary>Marks a model that the list does not have any more.</summary>
    /// <param name="model">The model.</param>
    /// <param name="document">Its file.</param>
    /// <param name="status">How: a guess must not break anybody's build, so that one is only deprecated.</param>
    /// <param name="successor">What replaces it.</param>
    /// <param name="context">The run.</param>
    public static void Mark(ModelDefinition model, YamlDocument document, string status, string? successor, SyncContext context)
    {
        // In this order each goes behind the summary, or behind the one before it.
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

    private void Return()
    {
        // What an earlier run marked it may take back; what a person wrote is disputed.
        if (model.Since is { } since && model.Sources.Contains(Vendors.Vendor.SourcePrefix + since))
        {
            document.Remove([], "status");
            document.Remove([], "since");
            document.Remove([], "successor");
            context.UseSource(document);
            changes.Add(new SyncChange(SyncKind.Restored, model.Id, "status", "the list has it again"));
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
            changes.Add(new SyncChange(SyncKind.Changed, model.Id, "status", $"the vendor calls it deprecated as of {since}"));
        }
    }

    // A flag that is off says little: recorded entries have flags that are off beside parameters that contradict them.
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

    private static bool IsKeyOf(MediaInfo? media, string wire) => media is not null && (media.UrlKey == wire || media.DataKey == wire || media.AttachmentKey == wire);

    private void Add(ListedField listed)
    {
        var declared = fields.Get(listed);
        if (model.FindField(declared.Name) is { } same)
        {
            Dispute(same.Name, $"sent as {listed.Wire}", $"sent as {same.Wire.Name}");
            return;
        }

        document.AddAligned(["inputs"], declared.Name, InputText.Of(listed, declared));
        context.UseSource(document);
        changes.Add(new SyncChange(SyncKind.Changed, model.Id, declared.Name, "the list has this field"));
    }

    private void Compare(FieldInfo field, ListedField listed)
    {
        if (!ListedValues.Fits(listed, field.Type) || ListedValues.Of(listed, field.Type) is not { } offer)
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
        if (ListedValues.Default(listed, field.Type) is not { } theirs || Equals(theirs, field.Default) || field.IsRequired)
        {
            return;
        }

        if (offer.Items.Count > 0 && !offer.Items.Contains(theirs.Text, StringComparer.Ordinal))
        {
            context.Notice(model.Id, $"{field.Name}: the listed default is none of the values that are offered: ignored");
        }
        else if (field.Default is { } ours)
        {
            Dispute(field.Name, $"{theirs.Text} by default", $"{ours.Text} by default");
        }
        else
        {
            document.Set(["inputs", field.Name], "default", ListedValues.Written(theirs));
            Changed(field.Name, $"{theirs.Text} by default");
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
        if (context.Dispute(model, document, about, claim, $"{SyncContext.Unsettled}: {kept}. Nobody has compared the two yet.") is { } change)
        {
            changes.Add(change);
        }
    }
}
