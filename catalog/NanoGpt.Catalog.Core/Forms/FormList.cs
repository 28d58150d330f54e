namespace NanoGpt.Catalogs.Forms;

/// <summary>Converts between the lists of a form and their items.</summary>
public static class FormList
{
    /// <summary>Returns the items of a list as values of single fields; none for null.</summary>
    /// <param name="item">The field without its list.</param>
    /// <param name="value">The list in the form.</param>
    public static IReadOnlyList<object> Items(FieldInfo item, object? value) => value switch
    {
        ValueList<string> texts => texts,
        ValueList<int> numbers when item.Type == FieldType.Integer => [.. numbers.Select(static number => (object)(long)number)],
        ValueList<int> numbers => [.. numbers.Select(static number => (object)number)],
        ValueList<FormMedium> media => media,
        ValueList<FormGroup> groups => groups,
        ValueList<JsonElement> items => [.. items.Select(static item => (object)item)],
        _ => [],
    };

    /// <summary>Returns a list of a form.</summary>
    /// <param name="item">The field without its list.</param>
    /// <param name="items">The items.</param>
    public static object Create(FieldInfo item, IEnumerable<object> items) => item switch
    {
        { IsMedia: true } => ValueList.From(items.Cast<FormMedium>()),
        { Type: FieldType.Object, Fields.IsEmpty: true } => ValueList.From(items.Cast<JsonElement>()),
        { Type: FieldType.Object } => ValueList.From(items.Cast<FormGroup>()),
        { IsNumeric: true } or { IsClosed: true } =>
            ValueList.From(items.Select(static one => Convert.ToInt32(one, CultureInfo.InvariantCulture))),
        _ => ValueList.From(items.Cast<string>()),
    };

    /// <summary>Returns the item that is added to a list before the user changes it.</summary>
    /// <param name="item">The field without its list.</param>
    public static object Blank(FieldInfo item) => item switch
    {
        { IsMedia: true } => item.Media is { UrlKey: null, DataKey: null }
            ? FormMedium.FromAttachment(item.Type, "…") : FormMedium.FromLink(item.Type, "https://…"),
        { Type: FieldType.Object, Fields.IsEmpty: true } => JsonElement.Parse("{}"),
        { Type: FieldType.Object } => new FormGroup(FormValues.Empty(item.Fields)),
        { Type: FieldType.Integer } => 0L,
        { IsNumeric: true } or { IsClosed: true } => 0,
        _ => "",
    };
}
