using NanoGpt.Schema.Model;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>A model with the same text in every place that takes text, past the checks of the loader.</summary>
internal static class Specs
{
    public static ModelSpec WithTexts(string text) => new()
    {
        Provider = text,
        Id = text,
        TypeName = "Hostile",
        Title = text,
        Summary = text,
        Status = ModelStatus.Deprecated,
        Since = text,
        Successor = text,
        Modes = Array(text, text),
        Inputs = Array(
            Field("Prompt", FieldType.String, text) with
            {
                Required = true,
                Default = Scalar.Of(text),
                MaxLength = 9,
                References = Array(new ReferenceSpec(text, "Photo")),
            },
            Field("Resolution", FieldType.Enum, text) with { TypeName = "HostileResolution", Default = Scalar.Of(text) },
            Field("Look", FieldType.Enum, text) with { TypeName = "HostileLook", Open = true },
            Field("Styles", FieldType.Enum, text) with { TypeName = "HostileStyles", List = new ListSpec(1, 2) },
            Field("Length", FieldType.Seconds, text) with { Values = default, Min = 1, Max = 5 },
            Field("Pinned", FieldType.String, text) with { Fixed = Scalar.Of(text), Send = true },
            Field("Photo", FieldType.Image, text) with
            {
                Values = default,
                Media = new MediaSpec { Url = text, Data = text, Attachment = text, MaxBytes = 5 },
            },
            Field("Camera", FieldType.Object, text) with
            {
                Values = default,
                TypeName = "HostileCamera",
                Fields = Array(Field("Zoom", FieldType.String, text)),
            }),
        Rules = Array(new RuleSpec
        {
            Id = text,
            Because = text,
            Kind = RuleKind.Require,
            When = Array(new Condition("Look", ConditionOperator.IsOneOf, Array(Scalar.Of(text)))),
            Conditions = Array(new Condition("Prompt", ConditionOperator.IsOneOf, Array(Scalar.Of(text)))),
            Sources = Array(text),
        }),
        Outputs = 2,
        Pricing = new PricingSpec
        {
            Currency = text,
            AsOf = text,
            Note = text,
            Sources = Array(text),
            Rates = Array(new RateSpec { When = Array(new Condition("Look", ConditionOperator.IsOneOf, Array(Scalar.Of(text)))), PerVideo = 1 }),
        },
        Confidence = text,
        Sources = Array(text),
        Disputes = Array(new DisputeSpec(text, Array(new ClaimSpec(text, text)), text)),
        Notes = Array(text),
    };

    private static FieldSpec Field(string name, FieldType type, string text) => new()
    {
        Name = name,
        Property = name,
        Type = type,
        Wire = new WireSpec { Name = text, Aliases = Array(text), Suffix = text },
        Summary = text,
        Values = Array(new ValueSpec(text, "Member", true)),
        Sources = Array(text),
    };

    private static EquatableArray<T> Array<T>(params T[] items)
        where T : IEquatable<T> => new(items);
}
