namespace NanoGpt.Schema.Format;

/// <summary>Provides the keys of all maps in the files of a directory.</summary>
public static class Keys
{
    /// <summary>Gets the keys of <c>provider.yaml</c>.</summary>
    public static KeyTable Provider => ProviderKeys.Table;

    /// <summary>Gets the keys of <c>limits</c> in <c>provider.yaml</c>.</summary>
    public static KeyTable Limits => LimitKeys.Table;

    /// <summary>Gets the keys of a source in <c>provider.yaml</c>.</summary>
    public static KeyTable Source => SourceKeys.Table;

    /// <summary>Gets the keys of a field in <c>fields.yaml</c>, and except <c>type</c> in <c>inputs</c> of a model.</summary>
    public static KeyTable Field => FieldKeys.Table;

    /// <summary>Gets the keys of <c>list</c> in a field.</summary>
    public static KeyTable List => ListKeys.Table;

    /// <summary>Gets the keys of <c>wire</c> in a media field.</summary>
    public static KeyTable MediaWire => MediaWireKeys.Table;

    /// <summary>Gets the keys of a model.</summary>
    public static KeyTable Model => ModelKeys.Table;

    /// <summary>Gets the keys of a rule.</summary>
    public static KeyTable Rule => RuleKeys.Table;

    /// <summary>Gets the keys of a comparison in a condition.</summary>
    public static KeyTable Comparison => ComparisonKeys.Table;

    /// <summary>Gets the keys of <c>facts</c>.</summary>
    public static KeyTable Facts => FactTable.Table;

    /// <summary>Gets the keys of <c>pricing</c>.</summary>
    public static KeyTable Pricing => PricingKeys.Table;

    /// <summary>Gets the keys of <c>base</c> in <c>pricing</c>.</summary>
    public static KeyTable Base => BaseKeys.Table;

    /// <summary>Gets the keys of a dispute.</summary>
    public static KeyTable Dispute => DisputeKeys.Table;

    /// <summary>Gets all tables, with those of the roots of files first.</summary>
    public static IReadOnlyList<KeyTable> All =>
        [Provider, Field, Model, Limits, Source, List, MediaWire, Rule, Comparison, Facts, Pricing, Base, Dispute];
}

// The constants of each class are the indexes of the keys in its table. A test compares their names.
internal static class ProviderKeys
{
    public const int Id = 0, Title = 1, Summary = 2, BaseUrl = 3, Hosts = 4, SubmissionId = 5, TypePrefix = 6, HttpLinks = 7,
        Limits = 8, Sources = 9, Disputes = 10;

    public static readonly KeyTable Table = new("a provider",
    [
        new("id", KeyKind.Id, "The id of the provider, which is also the name of its folder.") { Required = true },
        new("title", KeyKind.Text, "The display name of the provider.") { Required = true, IsOptionalForUsers = true },
        new("summary", KeyKind.Text, "One sentence."),
        new("base_url", KeyKind.Text, "The base address of requests."),
        new("hosts", KeyKind.Texts, "Other addresses of the same service."),
        new("submission_id", KeyKind.Text, "The request field for the submission id of the client."),
        new("type_prefix", KeyKind.CSharpName, "The prefix of the C# types of the provider's models."),
        new("http_links", KeyKind.Boolean, "true if links to media may use http; otherwise they must use https."),
        new("limits", KeyKind.Map, "Limits for all models."),
        new("sources", KeyKind.Map, "The documents and records that are the sources of facts.")
        {
            Required = true, IsOptionalForUsers = true,
        },
        new("disputes", KeyKind.Map, "Contradictions between sources about several models, by an id that models refer to."),
    ]);
}

internal static class LimitKeys
{
    public const int UploadBytes = 0, SourceVideoSeconds = 1, PromptCharacters = 2, SubmitsPerMinute = 3, ExtendsPerMinute = 4,
        RecoversPerMinute = 5, RequestsPerSecond = 6;

    public static readonly KeyTable Table = new("limits",
    [
        new("upload_bytes", KeyKind.Count, "The maximum size of a data URL in bytes after decoding."),
        new("source_video_seconds", KeyKind.Number, "The maximum duration of a source video in seconds."),
        new("prompt_characters", KeyKind.Count, "The maximum length of a prompt in UTF-16 code units."),
        new("submits_per_minute", KeyKind.Count, "The maximum number of submissions per minute."),
        new("extends_per_minute", KeyKind.Count, "The maximum number of extensions per minute."),
        new("recovers_per_minute", KeyKind.Count, "The maximum number of recover requests per minute."),
        new("requests_per_second", KeyKind.Count, "The maximum number of requests per second."),
    ]);
}

internal static class SourceKeys
{
    public const int Title = 0, Date = 1;

    public static readonly KeyTable Table = new("a source",
    [
        new("title", KeyKind.Text, "The title of the source.") { Required = true },
        new("date", KeyKind.Date, "The date on which the source was written or recorded."),
    ]);
}

internal static class FieldKeys
{
    public const int Type = 0, Wire = 1, Aliases = 2, Summary = 3, Required = 4, List = 5, Values = 6, Open = 7, Disputed = 8,
        Members = 9, Prefix = 10, Min = 11, Max = 12, Step = 13, Above = 14, Below = 15, MinLength = 16, MaxLength = 17,
        Default = 18, Fixed = 19, Send = 20, Cost = 21, Form = 22, Suffix = 23, Accepts = 24, MaxBytes = 25, MinSeconds = 26,
        MaxSeconds = 27, Fields = 28, References = 29, Name = 30, Sources = 31, Count = 32;

    private static readonly FieldType[] Strings = [FieldType.String];
    private static readonly FieldType[] Enums = [FieldType.Enum];
    private static readonly FieldType[] Media = [FieldType.Image, FieldType.Audio, FieldType.Video];
    private static readonly FieldType[] Ranged = [FieldType.Integer, FieldType.Number, FieldType.Seconds];
    private static readonly FieldType[] Valued = [FieldType.String, FieldType.Integer, FieldType.Seconds, FieldType.Enum];
    private static readonly FieldType[] Plain =
    [
        FieldType.Boolean, FieldType.Number, FieldType.Seed,
        FieldType.String, FieldType.Integer, FieldType.Seconds, FieldType.Enum,
    ];
    private static readonly FieldType[] Listable =
    [
        FieldType.String, FieldType.Integer, FieldType.Enum, FieldType.Object,
        FieldType.Image, FieldType.Audio, FieldType.Video,
    ];

    public static readonly KeyTable Table = new("a field",
    [
        new("type", KeyKind.Word, "The type of the value; only in fields.yaml.")
        {
            Required = true,
            Words = ["string", "boolean", "integer", "number", "seconds", "enum", "seed", "image", "audio", "video", "object"],
        },
        new("wire", KeyKind.TextOrMap, "The JSON key; for media also a key for each form."),
        new("aliases", KeyKind.Texts, "Other documented JSON keys, which are recognized but never sent."),
        new("summary", KeyKind.Text, "One sentence, which editors show on hover."),
        new("required", KeyKind.Boolean, "true if a request must set the field."),
        new("list", KeyKind.Map, "The field is a list of values of its type.") { AppliesTo = Listable },
        new("values", KeyKind.Values, "The allowed values as the API spells them.") { AppliesTo = Valued },
        new("open", KeyKind.Boolean, "true if other values are allowed too.") { AppliesTo = Enums },
        new("disputed", KeyKind.Values, "The values that only some sources allow.") { AppliesTo = Valued },
        new("members", KeyKind.Map, "The C# names of values.") { AppliesTo = [FieldType.Seconds, FieldType.Enum] },
        new("prefix", KeyKind.CSharpName, "The prefix of C# names for values that start with a digit.") { AppliesTo = Enums },
        new("min", KeyKind.Number, "The smallest allowed number.") { AppliesTo = Ranged },
        new("max", KeyKind.Number, "The largest allowed number.") { AppliesTo = Ranged },
        new("step", KeyKind.Number, "The distance between allowed numbers, counted from min or from 0.") { AppliesTo = Ranged },
        new("above", KeyKind.Number, "The exclusive lower bound.") { AppliesTo = [FieldType.Number] },
        new("below", KeyKind.Number, "The exclusive upper bound.") { AppliesTo = [FieldType.Number] },
        new("min_length", KeyKind.Count, "The minimum length in UTF-16 code units.") { AppliesTo = Strings },
        new("max_length", KeyKind.Count, "The maximum length in UTF-16 code units.") { AppliesTo = Strings },
        new("default", KeyKind.Value, "The value that the service assumes if the field is not sent.") { AppliesTo = Plain },
        new("fixed", KeyKind.Value, "The only value; no property is generated.") { AppliesTo = Plain },
        new("send", KeyKind.Boolean, "true if the fixed value is sent.") { AppliesTo = Plain },
        new("cost", KeyKind.Boolean, "true if the field affects the price."),
        new("form", KeyKind.Word, "The JSON type of a number.") { AppliesTo = Ranged, Words = ["string", "number"] },
        new("suffix", KeyKind.Text, "The suffix after the number of seconds.") { AppliesTo = [FieldType.Seconds] },
        new("accepts", KeyKind.Words, "The accepted forms.") { AppliesTo = Media, Words = ["url", "data", "attachment"] },
        new("max_bytes", KeyKind.Count, "The maximum size in bytes after decoding.") { AppliesTo = Media },
        new("min_seconds", KeyKind.Number, "The minimum duration in seconds.") { AppliesTo = [FieldType.Audio, FieldType.Video] },
        new("max_seconds", KeyKind.Number, "The maximum duration in seconds.") { AppliesTo = [FieldType.Audio, FieldType.Video] },
        new("fields", KeyKind.Map, "The members of the object.") { AppliesTo = [FieldType.Object] },
        new("references", KeyKind.Map, "Markers by which the text refers to items of other fields.") { AppliesTo = Strings },
        new("name", KeyKind.CSharpName, "The name of the C# property."),
        new("sources", KeyKind.Texts, "The ids of the sources."),
    ]);
}

internal static class ListKeys
{
    public const int Min = 0, Max = 1;

    public static readonly KeyTable Table = new("a list",
    [
        new("min", KeyKind.Count, "The minimum number of items."),
        new("max", KeyKind.Count, "The maximum number of items."),
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
    public const int Id = 0, Title = 1, Summary = 2, Type = 3, Status = 4, Since = 5, Successor = 6, Modes = 7, Inputs = 8,
        Rules = 9, Outputs = 10, Facts = 11, Pricing = 12, Confidence = 13, Sources = 14, Disputes = 15, Notes = 16;

    public static readonly KeyTable Table = new("a model",
    [
        new("id", KeyKind.Id, "The id of the model as the API spells it.") { Required = true },
        new("title", KeyKind.Text, "The display name of the model.") { Required = true },
        new("summary", KeyKind.Text, "One or two sentences.") { Required = true },
        new("type", KeyKind.CSharpName, "The name of the C# type without Request and without the prefix of the provider."),
        new("status", KeyKind.Word, "The status of the model.") { Words = ["active", "deprecated", "removed"] },
        new("since", KeyKind.Date, "The date on which the model was deprecated or removed."),
        new("successor", KeyKind.Id, "The id of the model that replaces this one."),
        new("modes", KeyKind.Words, "The capabilities of the model.")
        {
            Words =
            [
                "text-to-video", "image-to-video", "reference-to-video", "video-to-video", "video-edit", "video-extend",
                "upscale", "lipsync", "avatar", "animate", "face-swap", "scripted", "effects", "transition",
            ],
        },
        new("inputs", KeyKind.Map, "The fields of the model, with the keys that differ from fields.yaml."),
        new("rules", KeyKind.Maps, "The rules between fields."),
        new("outputs", KeyKind.Count, "The number of videos that one job produces."),
        new("facts", KeyKind.Map, "Properties of the model that no request field contains."),
        new("pricing", KeyKind.Map, "The recorded prices."),
        new("confidence", KeyKind.Word, "The quality of the documentation of the model.") { Words = ["low", "high"] },
        new("sources", KeyKind.Texts, "The ids of the sources in provider.yaml.") { Required = true, IsOptionalForUsers = true },
        new("disputes", KeyKind.Disputes, "Contradictions between sources: in full, or by an id in provider.yaml."),
        new("notes", KeyKind.Texts, "Facts that have no key of their own."),
    ]);
}

internal static class FactTable
{
    public static readonly KeyTable Table = new("the facts",
    [
        new("privacy", KeyKind.Word, "private: the video is returned once, by a link; anonymized: another company makes it.")
        {
            Words = ["private", "anonymized"],
        },
        new("uncensored", KeyKind.Boolean, "true if the service does not filter the content."),
        new("nsfw", KeyKind.Boolean, "true if the service allows adult content."),
        new("beta", KeyKind.Boolean, "true if the model is a test version."),
        new("sound", KeyKind.Word, "always: each video has sound, and no field switches it off.") { Words = ["always"] },
        new("audio_generation", KeyKind.Boolean, "true if the service lists the model as one that generates sound."),
        new("per_reference_audio", KeyKind.Boolean, "true if each reference may have a sound of its own."),
        new("image_min_side", KeyKind.Count, "The minimum length of the shorter side of an image, in pixels."),
        new("image_min_ratio", KeyKind.Number, "The minimum of the width of an image divided by its height."),
        new("image_max_ratio", KeyKind.Number, "The maximum of the width of an image divided by its height."),
        new("removal", KeyKind.Date, "The day on which the service will remove the model."),
        new("redirects", KeyKind.Boolean, "true if the service sends requests to the successor after that day."),
        new("regions", KeyKind.Text, "The regions to which the service restricts the model."),
    ]);
}

internal static class RuleKeys
{
    public const int Id = 0, When = 1, Require = 2, Forbid = 3, RequireAny = 4, AtMostOne = 5, Because = 6, Severity = 7,
        Sources = 8;

    public static readonly KeyTable Table = new("a rule",
    [
        new("id", KeyKind.RuleId, "The id, which is unique in the model.") { Required = true },
        new("when", KeyKind.Conditions, "The conditions that must all hold for the rule to apply."),
        new("require", KeyKind.Conditions, "The conditions that must all hold."),
        new("forbid", KeyKind.ConditionsOrFields, "The conditions that must not hold, or the fields that must not be set."),
        new("require_any", KeyKind.Fields, "The fields of which at least one must be set."),
        new("at_most_one", KeyKind.Fields, "The fields of which at most one may be set."),
        new("because", KeyKind.Text, "The reason in one sentence.") { Required = true },
        new("severity", KeyKind.Word, "The severity of a violation.") { Words = ["error", "warning"] },
        new("sources", KeyKind.Texts, "The ids of the sources if they differ from those of the model."),
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
        new("currency", KeyKind.Currency, "The ISO 4217 code of the currency.") { Required = true },
        new("as_of", KeyKind.Date, "The day on which the prices were recorded.") { Required = true },
        new("per_video", KeyKind.Amount, "The price of a job."),
        new("per_second", KeyKind.Amount, "The price of a second of output."),
        new("base", KeyKind.Map, "A price up to a duration, and a price for each further second."),
        new("seconds", KeyKind.Number, "The duration of the output in seconds if no field specifies it."),
        new("note", KeyKind.Text, "Facts that rates cannot express."),
        new("sources", KeyKind.Texts, "The ids of the sources."),
    ]);
}

internal static class BaseKeys
{
    public const int Price = 0, Seconds = 1, PerExtraSecond = 2;

    public static readonly KeyTable Table = new("a base price",
    [
        new("price", KeyKind.Amount, "The price up to the duration.") { Required = true },
        new("seconds", KeyKind.Number, "The duration in seconds that the price includes.") { Required = true },
        new("per_extra_second", KeyKind.Amount, "The price of each further second.") { Required = true },
    ]);
}

internal static class DisputeKeys
{
    public const int About = 0, Claims = 1, Resolved = 2;

    public static readonly KeyTable Table = new("a dispute",
    [
        new("about", KeyKind.Text, "The field, or a word such as modes.") { Required = true },
        new("claims", KeyKind.Map, "The statement of each source.") { Required = true },
        new("resolved", KeyKind.Text, "The decision in this file and its reason.") { Required = true },
    ]);
}
