namespace NanoGpt;

/// <summary>Represents a model that the service no longer offers.</summary>
/// <param name="Provider">The id of the provider. Another provider may still have a model of the same id.</param>
/// <param name="Id">The id of the model as the API spelled it.</param>
/// <param name="Since">The date on which the model was removed; <see langword="null"/> if it is unknown.</param>
/// <param name="Successor">The id of the model that replaces it; <see langword="null"/> if there is none.</param>
public sealed record RemovedModel(string Provider, string Id, string? Since, string? Successor);

/// <summary>Specifies whether a model can be used.</summary>
public enum ModelStatus
{
    /// <summary>The model can be used.</summary>
    Active,

    /// <summary>The model can still be used, but another one replaces it.</summary>
    Deprecated,

    /// <summary>The model can no longer be used.</summary>
    Removed,
}
