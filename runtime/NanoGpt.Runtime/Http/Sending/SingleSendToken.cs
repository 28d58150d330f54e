using System.Net;

namespace NanoGpt.Http;

/// <summary>Allows one POST that costs money, once. It travels with the request through whatever handlers there are.</summary>
internal sealed class SingleSendToken
{
    public static readonly HttpRequestOptionsKey<SingleSendToken> Key = new("NanoGpt.SingleSendToken");

    private const int Taken = 1;
    private const int GivenBack = 2;

    private int state;

    /// <summary>Gets or sets the status of the response that a guard saw, also if a handler above it kept the response to itself.</summary>
    public HttpStatusCode? Answered { get; set; }

    /// <summary>
    /// Whether a <see cref="SubmitGuardHandler"/> knows that not a byte of the body left, whatever handlers above it did with the body.
    /// </summary>
    public bool IsUnsent => Volatile.Read(ref state) == GivenBack;

    /// <summary>Returns whether this caller is the first.</summary>
    public bool TryTake() => Interlocked.Exchange(ref state, Taken) != Taken;

    /// <summary>Allows the POST again: not a byte of its body left.</summary>
    public void GiveBack() => Volatile.Write(ref state, GivenBack);

    /// <summary>
    /// Returns whether a guard sent the POST and saw another response, or none: then a handler made this one, and it says nothing about
    /// what the service did.
    /// </summary>
    /// <param name="status">The status of the response.</param>
    public bool Contradicts(HttpStatusCode status) => Volatile.Read(ref state) == Taken && Answered != status;
}

/// <summary>The body of a POST that costs money, with marks that tell how far it went.</summary>
internal interface IPaidContent
{
    /// <summary>Whether sending has begun: from then on nobody but the service knows whether it took the job.</summary>
    bool IsStarted { get; }

    /// <summary>Whether all of it was handed to the connection.</summary>
    bool IsFinished { get; }
}

/// <summary>Somebody between the client and the connection tried to send a paid POST again. Not an HttpRequestException, which handlers like to retry.</summary>
internal sealed class RepeatedSendException() : InvalidOperationException(
    "A handler of the HttpClient tried to send the paid request a second time, which was refused: it could have been charged twice. "
    + "Take retries and hedging off this HttpClient, at least for POST.");
