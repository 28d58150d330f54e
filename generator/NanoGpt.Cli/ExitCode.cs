namespace NanoGpt.Cli;

/// <summary>Defines the exit codes of the tool.</summary>
public static class ExitCode
{
    /// <summary>The command succeeded.</summary>
    public const int Ok = 0;

    /// <summary>An internal error occurred, or the service cannot be reached.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line is invalid.</summary>
    public const int Usage = 2;

    /// <summary>The directory or the request is invalid, or the directory differs from the vendor's list.</summary>
    public const int Invalid = 3;

    /// <summary>The API key is missing or rejected.</summary>
    public const int Authentication = 4;

    /// <summary>The account balance or the budget is too low.</summary>
    public const int Balance = 5;

    /// <summary>A rate limit or a daily limit was reached.</summary>
    public const int RateLimit = 6;

    /// <summary>The job ended without a video.</summary>
    public const int JobFailed = 7;

    /// <summary>It is unknown whether the service accepted the job.</summary>
    public const int OutcomeUnknown = 8;

    /// <summary>The wait timed out; the job continues.</summary>
    public const int WaitTimedOut = 9;

    /// <summary>A file cannot be read or written, or a video cannot be downloaded.</summary>
    public const int File = 10;

    /// <summary>The directory matches what could be compared, but some facts of the list could not be compared.</summary>
    public const int Incomplete = 11;

    /// <summary>The command was interrupted by Ctrl+C.</summary>
    public const int Interrupted = 130;
}
