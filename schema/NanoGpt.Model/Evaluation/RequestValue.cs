namespace NanoGpt.Evaluation;

/// <summary>Represents the value of a field in a request, in C#, JSON or another form.</summary>
public sealed class RequestValue
{
    private static readonly Dictionary<string, RequestValue> NoMembers = new(StringComparer.Ordinal);

    private RequestValue(RequestValueKind kind) => Kind = kind;

    /// <summary>Gets the kind of the value.</summary>
    public RequestValueKind Kind { get; }

    /// <summary>Gets the text, number or Boolean value; <see langword="null"/> for other kinds.</summary>
    public Scalar? Scalar { get; private init; }

    /// <summary>Gets the form of a medium.</summary>
    public MediaForms Form { get; private init; }

    /// <summary>Gets the content of a data URL; <see langword="null"/> if it is unknown or malformed.</summary>
    public MediaData? Data { get; private init; }

    /// <summary>
    /// Gets the problem of a malformed data URL, such as <c>it has no comma</c>; otherwise <see langword="null"/>.
    /// </summary>
    public string? Problem { get; private init; }

    /// <summary>Gets the items of a list.</summary>
    public IReadOnlyList<RequestValue> Items { get; private init; } = [];

    /// <summary>Gets the members of an object, by field name.</summary>
    public IReadOnlyDictionary<string, RequestValue> Members { get; private init; } = NoMembers;

    /// <summary>Gets a number that no decimal can represent.</summary>
    public static RequestValue NotFinite { get; } = new(RequestValueKind.NotFinite);

    /// <summary>Converts the value for the evaluation of conditions.</summary>
    public FieldValue ToFieldValue() => Kind switch
    {
        RequestValueKind.Media => FieldValue.OfItems(1),
        RequestValueKind.List => FieldValue.OfItems(Items.Count),
        _ => Scalar is { } scalar ? FieldValue.Of(scalar) : FieldValue.Set,
    };

    /// <summary>Creates a text, a number or a Boolean value.</summary>
    /// <param name="scalar">The value.</param>
    public static RequestValue Of(Scalar scalar) => new(scalar.Kind switch
    {
        ScalarKind.Number => RequestValueKind.Number,
        ScalarKind.Boolean => RequestValueKind.Boolean,
        _ => RequestValueKind.Text,
    })
    {
        Scalar = scalar,
    };

    /// <summary>Creates a text.</summary>
    /// <param name="text">The text.</param>
    public static RequestValue Of(string text) => Of(NanoGpt.Scalar.Of(text));

    /// <summary>Creates a number.</summary>
    /// <param name="number">The number.</param>
    public static RequestValue Of(decimal number) => Of(NanoGpt.Scalar.Of(number));

    /// <summary>Creates a Boolean value.</summary>
    /// <param name="value">The value.</param>
    public static RequestValue Of(bool value) => Of(NanoGpt.Scalar.Of(value));

    /// <summary>Creates a medium of which only the form is known.</summary>
    /// <param name="form">The form.</param>
    public static RequestValue OfMedia(MediaForms form) => new(RequestValueKind.Media) { Form = form };

    /// <summary>Creates a medium in a data URL.</summary>
    /// <param name="data">The content.</param>
    public static RequestValue OfData(MediaData data) => new(RequestValueKind.Media) { Form = MediaForms.Data, Data = data };

    /// <summary>Creates a medium in a malformed data URL.</summary>
    /// <param name="problem">The problem, such as <c>it has no comma</c>.</param>
    public static RequestValue OfMalformedData(string problem) =>
        new(RequestValueKind.Media) { Form = MediaForms.Data, Problem = problem };

    /// <summary>Creates a list.</summary>
    /// <param name="items">The items.</param>
    public static RequestValue OfList(IReadOnlyList<RequestValue> items) => new(RequestValueKind.List) { Items = items };

    /// <summary>Creates an object.</summary>
    /// <param name="members">The members by field name.</param>
    public static RequestValue OfObject(IReadOnlyDictionary<string, RequestValue> members) =>
        new(RequestValueKind.Object) { Members = members };
}

/// <summary>Specifies the kind of a <see cref="RequestValue"/>.</summary>
public enum RequestValueKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number that is not finite or outside the range of decimals.</summary>
    NotFinite,

    /// <summary>A Boolean value.</summary>
    Boolean,

    /// <summary>An image, audio or video.</summary>
    Media,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object.</summary>
    Object,
}

/// <summary>Represents the content of a data URL.</summary>
/// <param name="MediaType">The media type with its parameters: <c>image/png</c>.</param>
/// <param name="Length">The number of bytes after decoding.</param>
public sealed record MediaData(string MediaType, long Length);
