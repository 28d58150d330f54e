using System.Net;

namespace NanoGpt;

/// <summary>The leave to send one POST that costs money, once. It travels with the request through whatever handlers there are.</summary>
internal sealed class PaidCall(IPaidContent content)
{
    public static readonly HttpRequestOptionsKey<PaidCall> Key = new("NanoGpt.PaidCall");

    private int isTaken;

    /// <summary>What the service answered, also if a handler kept the answer to itself.</summary>
    public HttpStatusCode? Answered { get; set; }

    /// <summary>Whether this caller is the first.</summary>
    public bool TryTake() => Interlocked.Exchange(ref isTaken, 1) == 0;

    /// <summary>Gives the leave back if not a byte of the body left.</summary>
    public void GiveBackIfUnsent(HttpContent? sent)
    {
        // Another content than ours, such as a copy in memory, has no mark: what became of it cannot be known.
        if (ReferenceEquals(sent, content) && !content.IsStarted)
        {
            Volatile.Write(ref isTaken, 0);
        }
    }
}
