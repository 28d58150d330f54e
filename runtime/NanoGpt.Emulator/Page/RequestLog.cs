namespace NanoGpt.Emulator.Page;

/// <summary>Remembers the latest requests, for the page.</summary>
internal sealed class RequestLog(TimeProvider time)
{
    private const int MaxEntries = 50;

    private readonly object gate = new();
    private readonly Queue<RequestLogEntry> entries = new();

    /// <summary>Gets the requests, the latest first.</summary>
    public IReadOnlyList<RequestLogEntry> Latest
    {
        get
        {
            lock (gate)
            {
                return [.. entries.Reverse()];
            }
        }
    }

    /// <summary>Adds a request.</summary>
    /// <param name="call">The request.</param>
    /// <param name="response">The response.</param>
    /// <param name="isChanged">Whether the behavior replaced the response of the service.</param>
    public void Add(EmulatorCall call, EmulatorResponse response, bool isChanged)
    {
        var status = response.IsAbort || response.WireSteps is not null ? null : (int?)response.Status;
        lock (gate)
        {
            entries.Enqueue(new RequestLogEntry(time.GetUtcNow(), call, status, isChanged ? call.Fault?.Name : null));
            if (entries.Count > MaxEntries)
            {
                entries.Dequeue();
            }
        }
    }
}

/// <summary>Represents a request and its response.</summary>
/// <param name="Time">The time of the response.</param>
/// <param name="Call">The request.</param>
/// <param name="Status">The status code; null if the connection was broken instead.</param>
/// <param name="Fault">The name of the injected fault; null for none.</param>
internal sealed record RequestLogEntry(DateTimeOffset Time, EmulatorCall Call, int? Status, string? Fault);
