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

    /// <summary>Gets what is known of a medium; <see langword="null"/> for other kinds.</summary>
    public Medium? Medium { get; private init; }

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
    public static RequestValue OfMedia(MediaForms form) => Of(new Medium(form));

    /// <summary>Creates a medium.</summary>
    /// <param name="medium">What is known of the medium.</param>
    public static RequestValue Of(Medium medium) => new(RequestValueKind.Media) { Medium = medium };

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
