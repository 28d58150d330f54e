namespace NanoGpt;

/// <summary>Marks a property that drives the price: left unset, the service's own default decides, which may be the dear one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CostDriverAttribute : Attribute;
