namespace NanoGpt;

/// <summary>Marks a value or property that only some sources allow.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class DisputedAttribute : Attribute;
