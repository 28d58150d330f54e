namespace NanoGpt;

/// <summary>Names a model that the service no longer has, so that analyzers can tell a removed id from an unknown one.</summary>
/// <param name="provider">The provider's id.</param>
/// <param name="id">The model's id as the wire spelt it.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RemovedModelAttribute(string provider, string id) : Attribute
{
    /// <summary>The provider's id. Another provider may still have a model of the same id.</summary>
    public string Provider { get; } = provider;

    /// <summary>The model's id as the wire spelt it.</summary>
    public string Id { get; } = id;

    /// <summary>The id of the model that replaces it, if there is one.</summary>
    public string? Successor { get; init; }

    /// <summary>Since when it is gone, if a source says so.</summary>
    public string? Since { get; init; }
}
