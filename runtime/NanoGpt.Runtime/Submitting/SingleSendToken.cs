using System.Net;

namespace NanoGpt;

/// <summary>Allows one POST that costs money, once. It travels with the request through whatever handlers there are.</summary>
internal sealed class SingleSendToken
{
    public static readonly HttpRequestOptionsKey<SingleSendToken> Key = new("NanoGpt.SingleSendToken");

    private int isTaken;

    /// <summary>What the service answered, also if a handler kept the answer to itself.</summary>
    public HttpStatusCode? Answered { get; set; }

    /// <summary>
    /// Whether a <see cref="SubmitGuardHandler"/> knows that not a byte of the body left, whatever handlers above it did with the body.
    /// </summary>
    public bool IsUnsent { get; private set; }

    /// <summary>Returns whether this caller is the first.</summary>
    public bool TryTake()
    {
        var isFirst = Interlocked.Exchange(ref isTaken, 1) == 0;
        IsUnsent &= !isFirst;
        return isFirst;
    }

    /// <summary>Allows the POST again: not a byte of its body left.</summary>
    public void GiveBack()
    {
        IsUnsent = true;
        Volatile.Write(ref isTaken, 0);
    }
}
