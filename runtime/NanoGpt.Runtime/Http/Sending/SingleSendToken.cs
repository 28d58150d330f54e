namespace NanoGpt.Http;

/// <summary>Allows one paid POST, once. It travels with the request through all handlers.</summary>
internal sealed class SingleSendToken
{
    public static readonly HttpRequestOptionsKey<SingleSendToken> Key = new("NanoGpt.SingleSendToken");

    private const int Taken = 1;
    private const int Returned = 2;

    private int state;

    /// <summary>Gets or sets the status of the response that a guard received, which other handlers may replace.</summary>
    public HttpStatusCode? ResponseStatus { get; set; }

    /// <summary>Gets a value that indicates whether certainly no byte of the body was sent.</summary>
    public bool IsUnsent => Volatile.Read(ref state) == Returned;

    public bool TryTake() => Interlocked.Exchange(ref state, Taken) != Taken;

    /// <summary>Allows the POST again, because no byte of its body was sent.</summary>
    public void Return() => Volatile.Write(ref state, Returned);

    /// <summary>
    /// Returns whether a guard received another response, or none: a handler created this one, which proves nothing about the
    /// job.
    /// </summary>
    public bool Contradicts(HttpStatusCode status) => Volatile.Read(ref state) == Taken && ResponseStatus != status;
}

/// <summary>Represents the body of a paid POST.</summary>
internal interface IPaidContent
{
    /// <summary>Gets a value that indicates whether sending has begun. The service may then have accepted the job.</summary>
    bool IsStarted { get; }

    /// <summary>Gets a value that indicates whether the whole body was passed to the connection.</summary>
    bool IsFinished { get; }
}

/// <summary>Thrown when a handler repeats a paid POST. Not an HttpRequestException, which handlers may retry.</summary>
internal sealed class RepeatedSendException() : InvalidOperationException(
    "A handler of the HttpClient tried to send the paid request a second time, which was prevented: it could have been charged "
    + "twice. Remove retries and hedging from this HttpClient, at least for POST.");
