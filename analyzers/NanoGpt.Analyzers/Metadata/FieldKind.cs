namespace NanoGpt.Analyzers.Metadata;

/// <summary>What a property holds, as its type tells.</summary>
internal enum FieldKind
{
    Other,
    Text,
    Flag,
    Number,
    Choice,
    Media,
    Group,
}
