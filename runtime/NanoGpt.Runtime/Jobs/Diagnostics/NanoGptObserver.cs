namespace NanoGpt;

/// <summary>
/// Receives the operations and events of a client, for logs, metrics and traces. Members are called synchronously. Their
/// exceptions are ignored, so that no job is lost.
/// </summary>
public abstract class NanoGptObserver
{
    /// <summary>Called when an operation begins.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="model">The id of the model; null for none.</param>
    /// <param name="job">The job; null for none.</param>
    /// <returns>An object that is disposed when the operation ends; null for none.</returns>
    public virtual IDisposable? Begin(NanoGptOperation operation, string? model, VideoJob? job) => null;

    /// <summary>Called when an event occurs.</summary>
    /// <param name="e">The event.</param>
    public virtual void OnEvent(NanoGptEvent e)
    {
    }
}

/// <summary>Specifies an operation of a client.</summary>
public enum NanoGptOperation
{
    /// <summary>A submission.</summary>
    Submit,
    /// <summary>The search for submissions whose outcome is unknown.</summary>
    Reconcile,
    /// <summary>The download of a video.</summary>
    Download,
}
