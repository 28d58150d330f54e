using System.Globalization;

namespace NanoGpt.Evaluation;

/// <summary>Contains the text of every finding.</summary>
public static class Messages
{
    private const string MayFail = "the service may charge for the request and then fail.";

    /// <summary>Returns the name of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="naming">How messages name it.</param>
    public static string NameOf(FieldInfo field, FieldNaming naming) => naming switch
    {
        FieldNaming.Property when field.Property.Length > 0 => field.Property,
        FieldNaming.Wire => field.Wire.Name,
        _ => field.Name,
    };

    /// <summary>Returns the text of a value.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The value.</param>
    /// <param name="naming">How messages name it.</param>
    public static string ValueOf(FieldInfo field, Scalar value, FieldNaming naming) =>
        naming == FieldNaming.Property && field.IsClosed && field.FindValue(value) is { } listed ? listed.Member : value.Text;

    /// <summary>Returns the allowed values of a field: <c>R720p, R1080p</c>.</summary>
    /// <param name="field">The field.</param>
    /// <param name="naming">How messages name them.</param>
    public static string AllowedValues(FieldInfo field, FieldNaming naming) => string.Join(
        ", ", field.Values.Select(value => naming == FieldNaming.Property && field.IsClosed ? value.Member : value.Wire));

    internal static string Required(string name) => $"{name} is required.";

    internal static string ItemCount(string name, int count, string allowed) =>
        $"{name} has {Count(count, "item")}: allowed are {allowed}.";

    internal static string TextLength(string name, int length, string allowed) =>
        $"{name} has {Count(length, "character")}: allowed are {allowed}.";

    internal static string MinimumLength(string name, int length, string allowed) =>
        $"{name} has {Count(length, "character")} or more: allowed are {allowed}.";

    internal static string OutOfRange(string name, string value, string allowed, string unit) =>
        $"{name} = {value} is out of range: allowed are {allowed}{unit}.";

    internal static string Step(string name, string value, string allowed) =>
        $"{name} = {value} is between two steps: allowed are {allowed}.";

    internal static string NotFinite(string name, string? value) =>
        value is null ? $"{name} is not a finite number." : $"{name} = {value} is not a finite number.";

    internal static string ValueNotAllowed(string name, string value, string allowed) =>
        $"{name} = {value} is not allowed: use one of {allowed}.";

    internal static string Disputed(string name, string value) => $"{name} = {value} is disputed: only some sources allow it.";

    internal static string Misspelled(string name, string value, string nearest) =>
        $"{name} = {value} is probably misspelled: {NearestWord.Hint(nearest, "")}";

    internal static string WrongType(string name, string expected) => $"{name} has the wrong type: it must be {expected}.";

    internal static string NotAccepted(string name, string allowed, string given) => $"{name} accepts {allowed}, not {given}.";

    internal static string MalformedDataUrl(string name, string problem) => $"{name} is a malformed data URL: {problem}.";

    internal static string LinkNotFetchable(string name, string link, string problem) =>
        $"{name} = {link} cannot be fetched by the provider: {problem}. Use a public https link.";

    internal static string LinkLong(string name, int length, int max) =>
        $"{name} is a link of {Text(length)} characters: "
        + $"many services truncate or reject links of more than {Text(max)} characters.";

    internal static string NoMediaType(string name, string source) =>
        $"{name} ({source}) has no known extension: specify its media type.";

    internal static string FileMissing(string name, string source) =>
        $"{name} ({source}) cannot be read: the file does not exist.";

    internal static string Empty(string name, string source) => $"{name} ({source}) is empty.";

    internal static string ContentMismatch(string name, string source, FieldType type)
    {
        var expected = type switch { FieldType.Image => "an image", FieldType.Audio => "an audio file", _ => "a video" };
        return $"{name} ({source}) does not have the signature of {expected}: {MayFail}";
    }

    internal static string NameMismatch(string name, string source, string mediaType, string named) =>
        $"{name} ({source}) is declared as {mediaType}, but its file extension means {named}: {MayFail}";

    internal static string MediumTooLarge(string name, long length, long encoded, long max, string remedy) =>
        $"{name} has {Text(length)} bytes ({Text(encoded)} characters as base64): allowed are up to {Text(max)} bytes. {remedy}";

    internal static string NotAttached(string name, string marker, string target, string violation) =>
        $"{name} refers to {marker}, but {target} {violation}";

    internal static string Requires(string when, string conditions, string because) =>
        when.Length > 0 ? $"{when} requires {conditions}{Reason(because)}" : $"{conditions} is required{Reason(because)}";

    internal static string Forbids(string when, string condition, string because) =>
        when.Length > 0
            ? $"{when} cannot be combined with {condition}{Reason(because)}"
            : $"{condition} is not allowed{Reason(because)}";

    internal static string NoneOfGroup(string when, string fields, string because) =>
        when.Length > 0 ? $"{when} requires one of {fields}{Reason(because)}" : $"One of {fields} is required{Reason(because)}";

    internal static string SeveralOfGroup(string when, string fields, string because) =>
        when.Length > 0
            ? $"{when} allows only one of {fields}{Reason(because)}"
            : $"Only one of {fields} may be set{Reason(because)}";

    /// <summary>Returns the sentence about a model that is deprecated or removed.</summary>
    /// <param name="id">The id of the model.</param>
    /// <param name="status">Deprecated or removed.</param>
    /// <param name="since">When it was; <see langword="null"/> if no source says so.</param>
    /// <param name="successor">The id of the model to use instead; <see langword="null"/> for none.</param>
    public static string Retired(string id, ModelStatus status, string? since, string? successor) =>
        $"The model {id} is {(status == ModelStatus.Removed ? "removed" : "deprecated")}"
        + (since is null ? "." : $" since {since}.") + (successor is null ? "" : $" Use {successor}.");

    /// <summary>Returns an amount of money without its currency.</summary>
    /// <param name="amount">The amount.</param>
    public static string Amount(decimal amount) => amount.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>Returns the sentence about a key that the client sets.</summary>
    /// <param name="name">The JSON key.</param>
    public static string SetByClient(string name) =>
        $"{name} is set by the client: remove it, and use the submission id of the submit options instead.";

    internal static string AlreadySent(string name) => $"{name} is already sent: remove it from the additional fields.";

    /// <summary>Returns the sentence about an additional field.</summary>
    /// <param name="name">The JSON key.</param>
    public static string Additional(string name) => $"{name} is an additional field: it is sent unchecked.";

    /// <summary>Returns the forms of a medium: <c>a link, a data URL or an attachment</c>.</summary>
    /// <param name="forms">The forms.</param>
    public static string Forms(MediaForms forms) => forms switch
    {
        MediaForms.None => "",
        MediaForms.Url => "a link",
        MediaForms.Data => "a data URL",
        MediaForms.Attachment => "an attachment",
        MediaForms.Url | MediaForms.Data => "a link or a data URL",
        MediaForms.Url | MediaForms.Attachment => "a link or an attachment",
        MediaForms.Data | MediaForms.Attachment => "a data URL or an attachment",
        _ => "a link, a data URL or an attachment",
    };

    private static string Count(int number, string noun) => $"{Text(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Hover texts show rules without their reasons.
    private static string Reason(string because) => because.Length > 0 ? ": " + because : "";
}
