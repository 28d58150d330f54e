using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Schema.Model;
using NanoGpt.Evaluation;

namespace NanoGpt.Schema.Tests.Kit;

/// <summary>A model that is small enough to try every request of it, so that what only tries representatives can be compared with that.</summary>
internal static class SmallModel
{
    /// <summary>Every kind of field.</summary>
    public static readonly FieldInfo[] Fields =
    [
        Field("prompt", FieldType.String, required: true),
        Field("image", FieldType.Image),
        Field("flag", FieldType.Boolean),
        Field("pro", FieldType.Boolean) with { Default = Scalar.Of(false) },
        Field("size", FieldType.Enum) with { Values = Values("a", "b", "c"), Default = Scalar.Of("b") },
        Field("look", FieldType.Enum, required: true) with { Values = Values("x", "y") },
        Field("frames", FieldType.Integer) with { Min = 1, Max = 9, Step = 2, Default = Scalar.Of(5) },
        Field("count", FieldType.Integer) with { Min = 0, Max = 4 },
        Field("length", FieldType.Seconds) with { Values = Values("5", "10") },
        Field("always", FieldType.Boolean) with { Fixed = Scalar.Of(true), IsSent = true },
    ];

    /// <summary>A model of them.</summary>
    public static readonly ModelDefinition Whole = new() { Provider = "p", Id = "m", TypeName = "M", Title = "M", Summary = "M.", Fields = new(Fields) };

    /// <summary>Conditions on them, of every kind that fits.</summary>
    public static readonly Gen<ConditionInfo> Conditions = Gen.OneOf(
        Gen.Elements("image", "flag", "pro", "size", "frames", "count", "length", "prompt").SelectMany(field =>
            Gen.Elements(ConditionOperator.IsSet, ConditionOperator.IsUnset).Select(op => new ConditionInfo(field, op, default))),
        Gen.Elements("flag", "pro", "always").SelectMany(field => Gen.Elements(true, false).Select(truth => Is(field, Scalar.Of(truth)))),
        Gen.Elements("a", "b", "c").Select(text => Is("size", Scalar.Of(text))),
        Gen.Elements("x", "y").Select(text => Is("look", Scalar.Of(text))),
        Gen.Elements(new[] { "a", "b" }, ["a", "c"]).Select(texts => new ConditionInfo("size", ConditionOperator.IsOneOf, texts.Select(Scalar.Of).ToEquatableArray())),
        Gen.Elements(5, 10).Select(number => Is("length", Scalar.Of(number))),
        from field in Gen.Elements("frames", "count")
        from op in Gen.Elements(ConditionOperator.Above, ConditionOperator.AtLeast, ConditionOperator.Below, ConditionOperator.AtMost)
        from number in Gen.Choose(0, 10)
        select new ConditionInfo(field, op, new([Scalar.Of(number)])));

    /// <summary>Every request that gives or leaves out these fields.</summary>
    public static IEnumerable<Dictionary<string, RequestValue>> Requests(FieldInfo[] fields)
    {
        IEnumerable<Dictionary<string, RequestValue>> requests = [[]];
        foreach (var field in fields)
        {
            requests = requests.SelectMany(request => Domain(field), (request, value) =>
            {
                var next = new Dictionary<string, RequestValue>(request);
                if (value is not null)
                {
                    next[field.Name] = value;
                }

                return next;
            });
        }

        return requests.ToList();
    }

    /// <summary>All that a field can be; null where it can be left out.</summary>
    public static List<RequestValue?> Domain(FieldInfo field)
    {
        List<RequestValue?> values = field.IsRequired || field.Fixed is not null ? [] : [null];
        values.AddRange(field switch
        {
            { Fixed: { } only } => [RequestValue.Of(only)],
            { Type: FieldType.String } => [RequestValue.Of("text")],
            { Type: FieldType.Image } => [RequestValue.OfMedia(MediaForms.Url)],
            { Type: FieldType.Boolean } => [RequestValue.Of(true), RequestValue.Of(false)],
            { Values.IsEmpty: false } => field.Values.Select(value => RequestValue.Of(FieldDomain.ScalarOf(field, value))),
            _ => Enumerable.Range(0, 11).Select(number => (decimal)number).Where(number => FieldDomain.InRange(field, number) && FieldDomain.OnGrid(field, number)).Select(RequestValue.Of),
        });
        return values;
    }

    private static ConditionInfo Is(string field, Scalar value) => new(field, ConditionOperator.IsOneOf, new([value]));

    private static EquatableArray<ValueInfo> Values(params string[] wires) => wires.Select(wire => new ValueInfo(wire, wire, false)).ToEquatableArray();

    private static FieldInfo Field(string name, FieldType type, bool required = false) =>
        new() { Name = name, Property = name, Type = type, IsRequired = required, Wire = new WireInfo { Name = name } };
}
