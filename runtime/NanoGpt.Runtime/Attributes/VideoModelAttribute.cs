namespace NanoGpt;

/// <summary>Says which model a request type is for. Analyzers read it.</summary>
/// <param name="provider">The provider's id.</param>
/// <param name="id">The model's id as the wire spells it.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class VideoModelAttribute(string provider, string id) : Attribute
{
    /// <summary>The provider's id.</summary>
    public string Provider { get; } = provider;

    /// <summary>The model's id as the wire spells it.</summary>
    public string Id { get; } = id;
}
