namespace NanoGpt;

/// <summary>Whether a model can be used.</summary>
public enum ModelStatus
{
    /// <summary>It can.</summary>
    Active,

    /// <summary>It still can, but something replaces it.</summary>
    Deprecated,
}
