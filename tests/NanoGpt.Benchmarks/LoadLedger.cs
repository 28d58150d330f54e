using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace NanoGpt.Benchmarks;

/// <summary>
/// What arrived of each call of a series and what was paid for: the truth that the client's results are compared with.
/// </summary>
internal sealed class LoadLedger(int calls)
{
    private readonly int[] bodies = new int[calls];
    private readonly int[] paid = new int[calls];
    private readonly Guid[] ids = new Guid[calls];
    private readonly ConcurrentDictionary<Guid, string> runs = [];
    private int foreignBodies;

    /// <summary>Gets the largest number of whole POSTs of one call.</summary>
    public int MostPosts => bodies.Max();

    /// <summary>Gets the number of calls that were paid more than once.</summary>
    public int PaidTwice => paid.Count(static times => times > 1);

    public int Paid => paid.Count(static times => times > 0);

    /// <summary>Gets the number of bodies that are not, byte for byte, that of one call.</summary>
    public int ForeignBodies => foreignBodies;

    /// <summary>Takes the whole body of a POST.</summary>
    public void Take(LoadCall call, byte[] body)
    {
        if (Read(body) is not var (number, id) || number >= bodies.Length)
        {
            Interlocked.Increment(ref foreignBodies);
            return;
        }

        Interlocked.Increment(ref bodies[number]);
        if (call.Number == number && call.IsPaid)
        {
            Interlocked.Increment(ref paid[number]);
            ids[number] = id;
            runs[id] = call.RunId;
        }
    }

    /// <summary>The rows of a list of recent jobs that is asked for by a submission id.</summary>
    public IEnumerable<string> Rows(Guid id) =>
        runs.TryGetValue(id, out var run) ? [$$"""{"runId":"{{run}}","model":"sora-2","conversationUUID":"{{id}}"}"""] : [];

    /// <summary>Returns how many calls were paid for and neither their result nor their exception leads to the job.</summary>
    public int Lost(IEnumerable<LoadCall> calls) => calls.Count(IsLost);

    /// <summary>Returns whether a call was paid for and its outcome is unknown to the caller.</summary>
    public bool IsOpen(LoadCall call) => paid[call.Number] > 0 && call.Error is SubmissionOutcomeUnknownException;

    private bool IsLost(LoadCall call) => paid[call.Number] > 0 && call switch
    {
        { Job: { } job } => job.RunId != call.RunId || job.SubmissionId != ids[call.Number],
        { Error: SubmissionOutcomeUnknownException unknown } => unknown.SubmissionId != ids[call.Number],
        _ => true,
    };

    private static (int Number, Guid Id)? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var prompt = document.RootElement.GetProperty("prompt").GetString()!;
            var end = prompt.IndexOf(' ', StringComparison.Ordinal);
            var number = int.Parse(prompt.AsSpan(0, end), CultureInfo.InvariantCulture);
            var isOwn = prompt.AsSpan(end + 1).IndexOfAnyExcept(LoadCall.Letter(number)) < 0;
            return isOwn ? (number, document.RootElement.GetProperty("conversationUUID").GetGuid()) : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or KeyNotFoundException
            or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
