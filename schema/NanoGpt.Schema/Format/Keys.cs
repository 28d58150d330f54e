namespace NanoGpt.Schema.Format;

/// <summary>Every key of the directory's files, as data.</summary>
public static class Keys
{
    /// <summary>Of <c>provider.yaml</c>.</summary>
    public static KeyTable Provider => ProviderKeys.Table;

    /// <summary>Of <c>limits</c> in <c>provider.yaml</c>.</summary>
    public static KeyTable Limits => LimitKeys.Table;

    /// <summary>Of a source in <c>provider.yaml</c>.</summary>
    public static KeyTable Source => SourceKeys.Table;

    /// <summary>Of a field in <c>fields.yaml</c>; in a model's <c>inputs</c> all but <c>type</c>.</summary>
    public static KeyTable Field => FieldKeys.Table;

    /// <summary>Of <c>list</c> in a field.</summary>
    public static KeyTable List => ListKeys.Table;

    /// <summary>Of <c>wire</c> in a media field.</summary>
    public static KeyTable MediaWire => MediaWireKeys.Table;

    /// <summary>Of a model.</summary>
    public static KeyTable Model => ModelKeys.Table;

    /// <summary>Of a rule.</summary>
    public static KeyTable Rule => RuleKeys.Table;

    /// <summary>Of a comparison in a condition.</summary>
    public static KeyTable Comparison => ComparisonKeys.Table;

    /// <summary>Of <c>pricing</c>.</summary>
    public static KeyTable Pricing => PricingKeys.Table;

    /// <summary>Of <c>base</c> in <c>pricing</c>.</summary>
    public static KeyTable Base => BaseKeys.Table;

    /// <summary>Of a dispute.</summary>
    public static KeyTable Dispute => DisputeKeys.Table;

    /// <summary>Every table, the files' roots first.</summary>
    public static IReadOnlyList<KeyTable> All =>
        [Provider, Field, Model, Limits, Source, List, MediaWire, Rule, Comparison, Pricing, Base, Dispute];
}

// Each class below numbers the keys of its table, so that code says ModelKeys.Title and a test can hold the two together.
internal static class ProviderKeys
{
    public const int Id = 0, Title = 1, Summary = 2, BaseUrl = 3, Hosts = 4, SubmissionId = 5, TypePrefix = 6, HttpLinks = 7, Limits = 8,
        Sources = 9, Disputes = 10;

    public static readonly KeyTable Table = new("a provider",
    [
        new("id", KeyKind.Id, "The provider's id, which is also its folder's name.") { Required = true },
        new("title", KeyKind.Text, "The provider's name as people write it.") { Required = true },
        new("summary", KeyKind.Text, "One sentence."),
        new("base_url", KeyKind.Text, "The address that request paths are appended to."),
        new("hosts", KeyKind.Texts, "Other addresses of the same service."),
        new("submission_id", KeyKind.Text, "The request field that carries our submission id."),
        new("type_prefix", KeyKind.CSharpName, "What every C# type of the provider's models starts with."),
        new("http_links", KeyKind.Boolean, "Whether links to media may be http; else they must be https."),
        new("limits", KeyKind.Map, "Limits for all models."),
        new("sources", KeyKind.Map, "The documents and records that facts come from.") { Required = true },
        new("disputes", KeyKind.Map, "Where sources disagree about several models, by the id that these name."),
    ]);
}

internal static class LimitKeys
{
    public const int UploadBytes = 0, SourceVideoSeconds = 1, PromptCharacters = 2, SubmitsPerMinute = 3, ExtendsPerMinute = 4,
        RecoversPerMinute = 5, RequestsPerSecond = 6;

    public static readonly KeyTable Table = new("limits",
    [
        new("upload_bytes", KeyKind.Count, "Decoded bytes of one data URL."),
        new("source_video_seconds", KeyKind.Number, "Length of a source video."),
        new("prompt_characters", KeyKind.Count, "Length of a prompt, in UTF-16 code units."),
        new("submits_per_minute", KeyKind.Count, "Submissions in a minute."),
        new("extends_per_minute", KeyKind.Count, "Extensions in a minute."),
        new("recovers_per_minute", KeyKind.Count, "Recover requests in a minute."),
        new("requests_per_second", KeyKind.Count, "All requests in a second."),
    ]);
}

internal static class SourceKeys
{
    public const int Title = 0, Date = 1;

    public static readonly KeyTable Table = new("a source",
    [
        new("title", KeyKind.Text, "What it is.") { Required = true },
        new("date", KeyKind.Date, "When it was written or recorded."),
    ]);
}

internal static class FieldKeys
{
    public const int Type = 0, Wire = 1, Aliases = 2, Summary = 3, Required = 4, List = 5, Values = 6, Open = 7, Disputed = 8,
        Members = 9, Prefix = 10, Min = 11, Max = 12, Step = 13, Above = 14, Below = 15, MinLength = 16, MaxLength = 17,
        Default = 18, Fixed = 19, Send = 20, Cost = 21, Form = 22, Suffix = 23, Accepts = 24, MaxBytes = 25, MinSeconds = 26,
        MaxSeconds = 27, Fields = 28, References = 29, Name = 30, Sources = 31, Count = 32;

    private const FieldTypes Listable = FieldTypes.String | FieldTypes.Integer | FieldTypes.Enum | FieldTypes.Media | FieldTypes.Object;
    private const FieldTypes Valued = FieldTypes.Enum | FieldTypes.Seconds | FieldTypes.Integer | FieldTypes.String;
    private const FieldTypes Ranged = FieldTypes.Integer | FieldTypes.Number | FieldTypes.Seconds;

    public static readonly KeyTable Table = new("a field",
    [
        new("type", KeyKind.Word, "What kind of value it takes; only in fields.yaml.")
        {
            Required = true,
            Words = ["string", "boolean", "integer", "number", "seconds", "enum", "seed", "image", "audio", "video", "object"],
        },
        new("wire", KeyKind.TextOrMap, "The request key; for media also one for each form."),
        new("aliases", KeyKind.Texts, "Other documented spellings: understood, never sent."),
        new("summary", KeyKind.Text, "One sentence, shown on hover."),
        new("required", KeyKind.Boolean, "Whether the request cannot be built without it."),
        new("list", KeyKind.Map, "The field takes a list of such values.") { AppliesTo = Listable },
        new("values", KeyKind.Values, "The allowed values as the wire spells them.") { AppliesTo = Valued },
        new("open", KeyKind.Boolean, "Whether the values are only the known ones.") { AppliesTo = FieldTypes.Enum },
        new("disputed", KeyKind.Values, "Those of the values that only some sources allow.") { AppliesTo = Valued },
        new("members", KeyKind.Map, "C# names of values.") { AppliesTo = FieldTypes.Enum | FieldTypes.Seconds },
        new("prefix", KeyKind.CSharpName, "What goes before a value that starts with a digit.") { AppliesTo = FieldTypes.Enum },
        new("min", KeyKind.Number, "Smallest value.") { AppliesTo = Ranged },
        new("max", KeyKind.Number, "Largest value.") { AppliesTo = Ranged },
        new("step", KeyKind.Number, "The grid of values, from min or from 0.") { AppliesTo = Ranged },
        new("above", KeyKind.Number, "Exclusive lower bound.") { AppliesTo = FieldTypes.Number },
        new("below", KeyKind.Number, "Exclusive upper bound.") { AppliesTo = FieldTypes.Number },
        new("min_length", KeyKind.Count, "Shortest text, in UTF-16 code units.") { AppliesTo = FieldTypes.String },
        new("max_length", KeyKind.Count, "Longest text, in UTF-16 code units.") { AppliesTo = FieldTypes.String },
        new("default", KeyKind.Value, "What the service assumes when the field is not sent.") { AppliesTo = FieldTypes.Plain },
        new("fixed", KeyKind.Value, "The only value; no property is generated.") { AppliesTo = FieldTypes.Plain },
        new("send", KeyKind.Boolean, "Whether the fixed value is sent.") { AppliesTo = FieldTypes.Plain },
        new("cost", KeyKind.Boolean, "Whether the field drives the price."),
        new("form", KeyKind.Word, "Whether a number is written as JSON text.")
        {
            AppliesTo = Ranged,
            Words = ["string", "number"],
        },
        new("suffix", KeyKind.Text, "What follows the number of seconds.") { AppliesTo = FieldTypes.Seconds },
        new("accepts", KeyKind.Words, "The forms taken.") { AppliesTo = FieldTypes.Media, Words = ["url", "data", "attachment"] },
        new("max_bytes", KeyKind.Count, "Decoded bytes of a data URL.") { AppliesTo = FieldTypes.Media },
        new("min_seconds", KeyKind.Number, "Shortest length.") { AppliesTo = FieldTypes.Audio | FieldTypes.Video },
        new("max_seconds", KeyKind.Number, "Longest length.") { AppliesTo = FieldTypes.Audio | FieldTypes.Video },
        new("fields", KeyKind.Map, "The members of the object.") { AppliesTo = FieldTypes.Object },
        new("references", KeyKind.Map, "Markers by which the text names items of other fields.") { AppliesTo = FieldTypes.String },
        new("name", KeyKind.CSharpName, "The C# property."),
        new("sources", KeyKind.Texts, "Who says so."),
    ]);
}

internal static class ListKeys
{
    public const int Min = 0, Max = 1;

    public static readonly KeyTable Table = new("a list",
    [
        new("min", KeyKind.Count, "Fewest items."),
        new("max", KeyKind.Count, "Most items."),
    ]);
}

internal static class MediaWireKeys
{
    public const int Url = 0, Data = 1, Attachment = 2;

    public static readonly KeyTable Table = new("the wire of a medium",
    [
        new("url", KeyKind.Text, "The key for a link."),
        new("data", KeyKind.Text, "The key for a data URL."),
        new("attachment", KeyKind.Text, "The key for the id of an attachment."),
    ]);
}

internal static class ModelKeys
{
    public const int Id = 0, Title = 1, Summary = 2, Type = 3, Status = 4, Since = 5, Successor = 6, Modes = 7, Inputs = 8, Rules = 9,
        Outputs = 10, Pricing = 11, Confidence = 12, Sources = 13, Disputes = 14, Notes = 15;

    public static readonly KeyTable Table = new("a model",
    [
        new("id", KeyKind.Id, "The model's id as the wire spells it.") { Required = true },
        new("title", KeyKind.Text, "The model's name as people write it.") { Required = true },
        new("summary", KeyKind.Text, "One or two sentences.") { Required = true },
        new("type", KeyKind.CSharpName, "The C# type's name without Request and without the provider's prefix."),
        new("status", KeyKind.Word, "Whether it can be used.") { Words = ["active", "deprecated", "removed"] },
        new("since", KeyKind.Date, "Since when it is deprecated or removed."),
        new("successor", KeyKind.Id, "The id of the model that replaces it."),
        new("modes", KeyKind.Words, "What it can do.")
        {
            Words =
            [
                "text-to-video", "image-to-video", "reference-to-video", "video-to-video", "video-edit", "video-extend", "upscale",
                "lipsync", "avatar", "animate", "face-swap", "scripted", "effects", "transition",
            ],
        },
        new("inputs", KeyKind.Map, "The fields that it takes, with what differs."),
        new("rules", KeyKind.Maps, "What must hold between fields."),
        new("outputs", KeyKind.Count, "How many videos one job gives."),
        new("pricing", KeyKind.Map, "Recorded prices."),
        new("confidence", KeyKind.Word, "How well it is documented.") { Words = ["low", "high"] },
        new("sources", KeyKind.Texts, "Who says so: ids from provider.yaml.") { Required = true },
        new("disputes", KeyKind.Disputes, "Where sources disagree: in full, or by an id from provider.yaml."),
        new("notes", KeyKind.Texts, "What the other keys cannot say."),
    ]);
}

internal static class RuleKeys
{
    public const int Id = 0, When = 1, Require = 2, Forbid = 3, RequireAny = 4, AtMostOne = 5, Because = 6, Severity = 7, Sources = 8;

    public static readonly KeyTable Table = new("a rule",
    [
        new("id", KeyKind.RuleId, "Unique in the model.") { Required = true },
        new("when", KeyKind.Conditions, "Limits the rule to requests for which all of these hold."),
        new("require", KeyKind.Conditions, "All of these must hold."),
        new("forbid", KeyKind.ConditionsOrFields, "None of these may hold, or be set."),
        new("require_any", KeyKind.Fields, "At least one must be set."),
        new("at_most_one", KeyKind.Fields, "No two may be set."),
        new("because", KeyKind.Text, "Why, in one sentence.") { Required = true },
        new("severity", KeyKind.Word, "How bad it is to break it.") { Words = ["error", "warning"] },
        new("sources", KeyKind.Texts, "Who says so, where it differs from the model's."),
    ]);
}

internal static class ComparisonKeys
{
    public const int Above = 0, AtLeast = 1, Below = 2, AtMost = 3;

    public static readonly KeyTable Table = new("a comparison",
    [
        new("above", KeyKind.Number, "Greater than."),
        new("at_least", KeyKind.Number, "Greater than or equal to."),
        new("below", KeyKind.Number, "Less than."),
        new("at_most", KeyKind.Number, "Less than or equal to."),
    ]);
}

internal static class PricingKeys
{
    public const int Currency = 0, AsOf = 1, PerVideo = 2, PerSecond = 3, Base = 4, Seconds = 5, Note = 6, Sources = 7;

    public static readonly KeyTable Table = new("pricing",
    [
        new("currency", KeyKind.Currency, "ISO 4217 code.") { Required = true },
        new("as_of", KeyKind.Date, "The day on which it was recorded.") { Required = true },
        new("per_video", KeyKind.Amount, "Price of one job."),
        new("per_second", KeyKind.Amount, "Price of a second of output."),
        new("base", KeyKind.Map, "Price up to a length, then by the second."),
        new("seconds", KeyKind.Number, "The output's length where no field says it."),
        new("note", KeyKind.Text, "What the rates cannot say."),
        new("sources", KeyKind.Texts, "Who says so."),
    ]);
}

internal static class BaseKeys
{
    public const int Price = 0, Seconds = 1, PerExtraSecond = 2;

    public static readonly KeyTable Table = new("a base price",
    [
        new("price", KeyKind.Amount, "Price up to that length.") { Required = true },
        new("seconds", KeyKind.Number, "The length that the price pays for.") { Required = true },
        new("per_extra_second", KeyKind.Amount, "Price of each second more.") { Required = true },
    ]);
}

internal static class DisputeKeys
{
    public const int About = 0, Claims = 1, Resolved = 2;

    public static readonly KeyTable Table = new("a dispute",
    [
        new("about", KeyKind.Text, "A field, or a word such as modes.") { Required = true },
        new("claims", KeyKind.Map, "What each source says.") { Required = true },
        new("resolved", KeyKind.Text, "What this file does, and why.") { Required = true },
    ]);
}
