using NanoGpt.Schema.Model;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>A model with the same text in every place that takes text, past the checks of the loader.</summary>
internal static class Specs
{
    public static ModelDefinition WithTexts(string text) => new()
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
        Fields = Array(
            Field("Prompt", FieldType.String, text) with
            {
                IsRequired = true,
                Default = Scalar.Of(text),
                MaxLength = 9,
                References = Array(new ReferenceInfo(text, "Photo")),
            },
            Field("Resolution", FieldType.Enum, text) with { TypeName = "HostileResolution", Default = Scalar.Of(text) },
            Field("Look", FieldType.Enum, text) with { TypeName = "HostileLook", IsOpen = true },
            Field("Styles", FieldType.Enum, text) with { TypeName = "HostileStyles", List = new ListInfo(1, 2) },
            Field("Length", FieldType.Seconds, text) with { Values = default, Min = 1, Max = 5 },
            Field("Pinned", FieldType.String, text) with { Fixed = Scalar.Of(text), IsSent = true },
            Field("Photo", FieldType.Image, text) with
            {
                Values = default,
                Media = new MediaInfo { UrlKey = text, DataKey = text, AttachmentKey = text, MaxBytes = 5 },
            },
            Field("Camera", FieldType.Object, text) with
            {
                Values = default,
                TypeName = "HostileCamera",
                Fields = Array(Field("Zoom", FieldType.String, text)),
            }),
        Rules = Array(new RuleInfo
        {
            Id = text,
            Because = text,
            Kind = RuleKind.Require,
            When = Array(new ConditionInfo("Look", ConditionOperator.IsOneOf, Array(Scalar.Of(text)))),
            Conditions = Array(new ConditionInfo("Prompt", ConditionOperator.IsOneOf, Array(Scalar.Of(text)))),
            Sources = Array(text),
        }),
        Outputs = 2,
        Price = new PriceInfo
        {
            Currency = text,
            AsOf = text,
            Note = text,
            Sources = Array(text),
            Rates = Array(new RateInfo { When = Array(new ConditionInfo("Look", ConditionOperator.IsOneOf, Array(Scalar.Of(text)))), PerVideo = 1 }),
        },
        Confidence = text,
        Sources = Array(text),
        Disputes = Array(new DisputeSpec(text, Array(new ClaimSpec(text, text)), text)),
        Notes = Array(text),
    };

    private static FieldInfo Field(string name, FieldType type, string text) => new()
    {
        Name = name,
        Property = name,
        Type = type,
        Wire = new WireInfo { Name = text, Aliases = Array(text), Suffix = text },
        Summary = text,
        Values = Array(new ValueInfo(text, "Member", true)),
        Sources = Array(text),
    };

    private static EquatableArray<T> Array<T>(params T[] items)
        where T : IEquatable<T> => new(items);
}
