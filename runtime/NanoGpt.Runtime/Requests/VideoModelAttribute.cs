namespace NanoGpt;

/// <summary>Marks a generated request type with the model that it is for.</summary>
/// <param name="provider">The id of the provider.</param>
/// <param name="id">The id of the model as the API spells it.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class VideoModelAttribute(string provider, string id) : Attribute
{
    /// <summary>Gets the id of the provider.</summary>
    public string Provider { get; } = provider;

    /// <summary>Gets the id of the model as the API spells it.</summary>
    public string Id { get; } = id;
}
