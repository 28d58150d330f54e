
namespace NanoGpt.Evaluation;

/// <summary>A value of a field in a request, whatever the request is written in.</summary>
public sealed class RequestValue
{
    private RequestValue(RequestValueKind kind) => Kind = kind;

    /// <summary>Which of the kinds it is.</summary>
    public RequestValueKind Kind { get; }

    /// <summary>The value of a text, number or truth; null for the others.</summary>
    public Scalar? Scalar { get; private init; }

    /// <summary>The form of a medium.</summary>
    public MediaForms Form { get; private init; }

    /// <summary>What a medium holds; null if that is not in the request, is not known, or cannot be read.</summary>
    public MediaData? Data { get; private init; }

    /// <summary>Why a data URL is none, such as <c>it has no comma</c>; null if it is one.</summary>
    public string? Problem { get; private init; }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<RequestValue> Items { get; private init; } = [];

    /// <summary>The members of an object, by semantic name.</summary>
    public IReadOnlyDictionary<string, RequestValue> Members { get; private init; } = NoMembers;

    /// <summary>Returns the value as conditions see it.</summary>
    public FieldValue ToFieldValue() => Kind switch
    {
        RequestValueKind.Media => FieldValue.OfItems(1),
        RequestValueKind.List => FieldValue.OfItems(Items.Count),
        _ => Scalar is { } scalar ? FieldValue.Of(scalar) : FieldValue.Set,
    };

    private static Dictionary<string, RequestValue> NoMembers { get; } = new(StringComparer.Ordinal);

    /// <summary>A number that no decimal can hold.</summary>
    public static RequestValue NotFinite { get; } = new(RequestValueKind.NotFinite);

    /// <summary>A text, number or truth.</summary>
    public static RequestValue Of(Scalar scalar) => new(scalar.Kind switch
    {
        ScalarKind.Number => RequestValueKind.Number,
        ScalarKind.Boolean => RequestValueKind.Boolean,
        _ => RequestValueKind.Text,
    })
    {
        Scalar = scalar,
    };

    /// <summary>A text.</summary>
    public static RequestValue Of(string text) => Of(NanoGpt.Scalar.Of(text));

    /// <summary>A number.</summary>
    public static RequestValue Of(decimal number) => Of(NanoGpt.Scalar.Of(number));

    /// <summary>A truth.</summary>
    public static RequestValue Of(bool truth) => Of(NanoGpt.Scalar.Of(truth));

    /// <summary>A medium of which only the form is known.</summary>
    public static RequestValue OfMedia(MediaForms form) => new(RequestValueKind.Media) { Form = form };

    /// <summary>A medium in a data URL.</summary>
    public static RequestValue OfData(MediaData data) => new(RequestValueKind.Media) { Form = MediaForms.Data, Data = data };

    /// <summary>A text that begins like a data URL and is none.</summary>
    /// <param name="problem">Why, such as <c>it has no comma</c>.</param>
    public static RequestValue OfMalformedData(string problem) => new(RequestValueKind.Media) { Form = MediaForms.Data, Problem = problem };

    /// <summary>A list.</summary>
    public static RequestValue OfList(IReadOnlyList<RequestValue> items) => new(RequestValueKind.List) { Items = items };

    /// <summary>An object.</summary>
    public static RequestValue OfObject(IReadOnlyDictionary<string, RequestValue> members) => new(RequestValueKind.Object) { Members = members };
}

/// <summary>The kinds of <see cref="RequestValue"/>.</summary>
public enum RequestValueKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number too large to be one, or none at all.</summary>
    NotFinite,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>An image, audio or video.</summary>
    Media,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object.</summary>
    Object,
}

/// <summary>What a data URL holds.</summary>
/// <param name="MediaType">Its media type with its parameters, such as <c>image/png</c>.</param>
/// <param name="Length">The number of its bytes, decoded.</param>
public sealed record MediaData(string MediaType, long Length);
