namespace NanoGpt.Emulator;

/// <summary>A call to the emulator.</summary>
/// <param name="Number">Its number, counted from 1 in the order of arrival.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without query.</param>
/// <param name="RequestId">What the answer's <c>X-Request-ID</c> says.</param>
public sealed record EmulatorCall(long Number, string Method, string Path, string RequestId)
{
    /// <summary>What is called.</summary>
    public EmulatorRoute Route { get; init; }

    /// <summary>
    /// Whom the call is about: the submission id that it carries, or that of the job it names; <c>job-</c> and a number for a job
    /// without one; empty for none.
    /// </summary>
    public string Subject { get; init; } = "";

    /// <summary>How many calls of this route were about this subject, this one included: from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The fault that was chosen for it, between the two halves of a behaviour.</summary>
    internal Faults.Fault? Fault { get; set; }
}

/// <summary>What can be called, or spoiled.</summary>
public enum EmulatorRoute
{
    /// <summary>Nothing that there is.</summary>
    Other,

    /// <summary>A connection, before anything is read from it.</summary>
    Connection,

    /// <summary><c>POST /api/generate-video</c>.</summary>
    Submit,

    /// <summary><c>POST /api/generate-video/extend</c>.</summary>
    Extend,

    /// <summary><c>GET /api/video/status</c> and <c>GET /api/generate-video/status</c>.</summary>
    Status,

    /// <summary><c>GET /api/generate-video/recover</c>.</summary>
    Recover,

    /// <summary><c>GET /api/generate-video/content</c>.</summary>
    Content,

    /// <summary><c>POST /api/check-balance</c>.</summary>
    Balance,

    /// <summary><c>GET /api/v1/video-models</c>, and Venice's <c>GET /api/v1/models</c>.</summary>
    Models,

    /// <summary>A video by its own address.</summary>
    Media,

    /// <summary>Venice's <c>POST /api/v1/video/queue</c>.</summary>
    Queue,

    /// <summary>Venice's <c>POST /api/v1/video/quote</c>.</summary>
    Quote,

    /// <summary>Venice's <c>POST /api/v1/video/retrieve</c>, which gives a status or a video.</summary>
    Retrieve,

    /// <summary>Venice's <c>POST /api/v1/video/complete</c>.</summary>
    Complete,
}
