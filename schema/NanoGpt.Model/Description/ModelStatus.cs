namespace NanoGpt;

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
