namespace NanoGpt;

/// <summary>Represents the options of one submission.</summary>
public sealed record SubmitOptions
{
    internal const string CallbackKey = "callback_url";

    private const int MaxCallbackLength = 2048;

    /// <summary>
    /// Gets the caller's own submission id. Null creates one. A second submission under the same id returns the job of the first.
    /// </summary>
    /// <remarks>
    /// If the journal does not contain the id, the client looks for its job before it sends the request. If the result is not
    /// conclusive, nothing is sent and <see cref="SubmissionOutcomeUnknownException"/> is thrown. A job that the service does not
    /// list yet cannot be found: without a journal, wait or reconcile after an unknown outcome before you submit the id again.
    /// </remarks>
    public Guid? SubmissionId { get; init; }

    /// <summary>
    /// Gets a value that indicates whether the service moderates the request first, at an extra cost. The result is in
    /// <see cref="VideoJob.Moderation"/>.
    /// </summary>
    public bool Moderate { get; init; }

    /// <summary>Gets the id of the moderation model. Null lets the service choose.</summary>
    public string? ModerationModel { get; init; }

    /// <summary>
    /// Gets the link to which the service posts a signed notice when the job has ended; null for none. The account must have a
    /// signing secret, or the service rejects the request. The notice may be lost or repeated: keep polling.
    /// </summary>
    /// <value>
    /// An https link to a public host without user name and fragment, of at most 2,048 characters, as the service requires.
    /// </value>
    /// <exception cref="ArgumentException">The link is not such a link.</exception>
    public Uri? CallbackUrl
    {
        get;
        init => field = value is null || FindProblem(value) is not { } problem
            ? value
            : throw new ArgumentException(
                $"The service cannot post to {PublicLink.Describe(value.OriginalString)}: {problem}.", nameof(value));
    }

    internal void AddTo(RequestWriter writer)
    {
        if (CallbackUrl is { } url)
        {
            writer.Add(CallbackKey, $"\"{JsonText.Encode(url.OriginalString)}\"");
        }
    }

    private static string? FindProblem(Uri url) => PublicLink.FindProblem(url.OriginalString, acceptsHttp: false)
        ?? (url.Fragment.Length > 0 ? "it has a fragment"
            : url.OriginalString.Length > MaxCallbackLength ? "it has more than 2,048 characters"
            : null);
}
