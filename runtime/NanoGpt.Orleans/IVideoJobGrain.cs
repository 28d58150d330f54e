namespace NanoGpt.Orleans;

/// <summary>
/// Represents a submission and its job in a cluster. Its key is the submission id. The grain keeps nothing of its own: the
/// <see cref="ISubmissionStore"/> contains the state, and decides who may send. Two activations of a grain pay once.
/// </summary>
public interface IVideoJobGrain : IGrainWithGuidKey
{
    /// <summary>
    /// Begins or continues the work on the submission: submits it, waits, saves the videos and calls the handlers. Does nothing
    /// if the work has ended.
    /// </summary>
    /// <exception cref="InvalidOperationException">The store does not contain the submission.</exception>
    Task StartAsync();

    /// <summary>Returns the state; null if the store does not contain the submission.</summary>
    Task<VideoJobState?> GetStateAsync();

    /// <summary>Ends the current poll interval, such as when a webhook says that the job has ended.</summary>
    Task PollNowAsync();
}
