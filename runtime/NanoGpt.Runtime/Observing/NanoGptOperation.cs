namespace NanoGpt;

/// <summary>What a client can be busy with.</summary>
public enum NanoGptOperation
{
    /// <summary>Submitting a request.</summary>
    Submit,

    /// <summary>Looking for submissions whose outcome is unknown.</summary>
    Reconcile,

    /// <summary>Downloading a video.</summary>
    Download,
}
