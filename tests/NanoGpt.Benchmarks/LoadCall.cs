using System.Globalization;
using System.Text;

namespace NanoGpt.Benchmarks;

/// <summary>The fault of the service for the POST of a call.</summary>
internal enum LoadFault
{
    None,
    Unavailable,
    ResetBeforeBody,
    ResetAfterBody,
    Conflict,
    Drip,
    EarlyRefusal,
    EarlyAcceptance,
    Redirect,
    Unauthorized,
}

/// <summary>A step of a call, on either side, at which it can be canceled or its client disposed.</summary>
internal enum LoadStep
{
    Never,
    Submitting,
    Sending,
    HeadReceived,
    BodyReceived,
    ResponseHalfSent,
    ResponseSent,
    Answered,
    LookUp,
}

/// <summary>One submission of a load series: what happens to it is drawn from the seed before it starts.</summary>
internal sealed class LoadCall
{
    private const int LargePrompt = 300_000;   // so that an early response meets a body on its way

    private static readonly LoadFault[] Faults = Enum.GetValues<LoadFault>();
    private static readonly LoadStep[] Steps = Enum.GetValues<LoadStep>();

    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int isReached;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="number">The number of the call in its series.</param>
    /// <param name="random">The source of what happens to it.</param>
    /// <param name="isInterrupted">Whether it is interrupted at a step.</param>
    public LoadCall(int number, Random random, bool isInterrupted)
    {
        Number = number;
        Fault = Faults[random.Next(Faults.Length)];
        IsPaid = Fault is LoadFault.None or LoadFault.Drip or LoadFault.EarlyAcceptance
            || (Fault is LoadFault.Unavailable or LoadFault.ResetAfterBody or LoadFault.Conflict or LoadFault.Redirect
                && random.Next(2) == 0);
        var steps = Array.FindAll(Steps, step => IsReached(step, Fault));
        Step = isInterrupted ? steps[random.Next(steps.Length)] : LoadStep.Never;
        Holds = isInterrupted && random.Next(2) == 0;
        var isLarge = Fault is LoadFault.EarlyRefusal or LoadFault.EarlyAcceptance && random.Next(8) == 0;
        var length = isLarge ? LargePrompt : random.Next(500);
        Prompt = string.Create(CultureInfo.InvariantCulture, $"{number} {new string(Letter(number), length)}");
    }

    public int Number { get; }

    public LoadFault Fault { get; }

    /// <summary>Gets a value that indicates whether the service charges for the call if its whole body arrives.</summary>
    public bool IsPaid { get; }

    /// <summary>The step at which it is interrupted.</summary>
    public LoadStep Step { get; }

    /// <summary>Gets a value that indicates whether the service stops responding at that step until the call ends.</summary>
    public bool Holds { get; }

    /// <summary>The prompt by which the service recognizes the call; no two are equal.</summary>
    public string Prompt { get; }

    public string RunId => string.Create(CultureInfo.InvariantCulture, $"vid_{Number:D9}");

    public RawVideoRequest Request => new("sora-2") { AdditionalFields = new() { ["prompt"] = Prompt } };

    /// <summary>Gets whether its step was reached.</summary>
    public bool IsInterrupted => Volatile.Read(ref isReached) != 0;

    /// <summary>Gets or sets what interrupts it.</summary>
    public Action? Interrupt { get; set; }

    public Task Over => over.Task;

    /// <summary>Gets the job that the call returned; null if it threw.</summary>
    public VideoJob? Job { get; private set; }

    /// <summary>Gets the exception that left the call; null if it returned.</summary>
    public Exception? Error { get; private set; }

    /// <summary>The letter that fills the prompt of a call.</summary>
    public static char Letter(int number) => (char)('a' + (number % 26));

    /// <summary>Submits, and keeps what came of it.</summary>
    public async Task RunAsync(NanoGptClient client, CancellationToken cancellationToken)
    {
        try
        {
            Job = await client.SubmitAsync(Request, cancellationToken);
        }
        catch (Exception exception)
        {
            Error = exception;
        }

        over.SetResult();
    }

    /// <summary>Interrupts the call if this is its step, and waits until it is over if the service falls silent then.</summary>
    public async Task ReachAsync(LoadStep step)
    {
        if (Reach(step) && Holds)
        {
            await Over;
        }
    }

    /// <summary>Interrupts the call if this is its step.</summary>
    public bool Reach(LoadStep step)
    {
        var isHere = step != LoadStep.Never && step == Step && Interlocked.Exchange(ref isReached, 1) == 0;
        if (isHere)
        {
            Interrupt?.Invoke();
        }

        return isHere;
    }

    /// <summary>The response that its service gives, once it has the body or before.</summary>
    public byte[] Response() => Fault switch
    {
        LoadFault.Unavailable => Response("503 Service Unavailable", """{"error":"overloaded"}"""),
        LoadFault.Conflict => Response("409 Conflict", """{"error":"already processed"}"""),
        LoadFault.EarlyRefusal => Response("413 Content Too Large", """{"error":"too large"}"""),
        LoadFault.Redirect => Response("307 Temporary Redirect", "", "Location: /api/generate-video?again=1\r\n"),
        LoadFault.Unauthorized => Response("401 Unauthorized", "{}", "WWW-Authenticate: Basic realm=\"x\"\r\n"),
        _ => Response("202 Accepted", $$"""{"runId":"{{RunId}}","status":"pending","model":"sora-2"}"""),
    };

    public static byte[] Response(string status, string body, string headers = "") => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}"));

    private static bool IsReached(LoadStep step, LoadFault fault) => step switch
    {
        LoadStep.Never => false,
        LoadStep.BodyReceived => fault is not (LoadFault.ResetBeforeBody or LoadFault.EarlyRefusal or LoadFault.EarlyAcceptance),
        LoadStep.ResponseHalfSent or LoadStep.ResponseSent =>
            fault is not (LoadFault.ResetBeforeBody or LoadFault.ResetAfterBody),
        LoadStep.LookUp => fault == LoadFault.Conflict,
        _ => true,
    };
}
