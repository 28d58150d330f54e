namespace NanoGpt;

/// <summary>
/// Sees what a client does: for logs, metrics and traces. Told synchronously; what it throws is dropped, so that no job is lost by it.
/// </summary>
public abstract class NanoGptObserver
{
    /// <summary>An operation begins.</summary>
    /// <param name="operation">Which.</param>
    /// <param name="model">The model's id; null if the operation is about none.</param>
    /// <param name="job">The job; null if there is none yet.</param>
    /// <returns>Disposed when the operation ends; null for nothing.</returns>
    public virtual IDisposable? Begin(NanoGptOperation operation, string? model, VideoJob? job) => null;

    /// <summary>Something happened.</summary>
    /// <param name="e">What.</param>
    public virtual void OnEvent(NanoGptEvent e)
    {
    }
}

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
