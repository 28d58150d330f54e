namespace NanoGpt.Analyzers.Metadata;

/// <summary>How a clause tests a property.</summary>
internal enum ClauseKind
{
    IsOneOf,
    IsSet,
    IsUnset,
    Above,
    AtLeast,
    Below,
    AtMost,
}
