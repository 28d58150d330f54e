namespace NanoGpt.Emulator;

/// <summary>Represents a request to the emulator.</summary>
/// <param name="Number">The number of the request, counted from 1 in the order of arrival.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without the query.</param>
/// <param name="RequestId">The value of <c>X-Request-ID</c> in the response.</param>
public sealed record EmulatorCall(long Number, string Method, string Path, string RequestId)
{
    /// <summary>Gets the route of the request.</summary>
    public EmulatorRoute Route { get; init; }

    /// <summary>
    /// Gets the submission id in the request or of the job that the request names; <c>job-</c> and a number for a job without
    /// one; empty for none.
    /// </summary>
    public string Subject { get; init; } = "";

    /// <summary>Gets the number of requests of this route with this subject so far, including this one; from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Gets or sets the fault that was selected before the request was processed.</summary>
    internal Faults.Fault? Fault { get; set; }
}

/// <summary>Specifies a route of the emulator.</summary>
public enum EmulatorRoute
{
    /// <summary>An unknown path.</summary>
    Other,

    /// <summary>A connection, before anything is received.</summary>
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

    /// <summary><c>GET /api/v1/video-models</c> of NanoGPT and <c>GET /api/v1/models</c> of Venice.</summary>
    Models,

    /// <summary>The link of a video.</summary>
    Media,

    /// <summary><c>POST /api/v1/video/queue</c> of Venice.</summary>
    Queue,

    /// <summary><c>POST /api/v1/video/quote</c> of Venice.</summary>
    Quote,

    /// <summary><c>POST /api/v1/video/retrieve</c> of Venice, which returns a status or a video.</summary>
    Retrieve,

    /// <summary><c>POST /api/v1/video/complete</c> of Venice.</summary>
    Complete,

    /// <summary>A request to the <c>callback_url</c> of a job that has ended.</summary>
    Webhook,
}
