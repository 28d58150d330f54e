namespace NanoGpt.Cli;

/// <summary>What a script can tell from the exit code.</summary>
public static class ExitCode
{
    /// <summary>It worked.</summary>
    public const int Ok = 0;

    /// <summary>A fault of the tool, or the service cannot be reached.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The directory, or a request, is wrong; or the directory is behind the vendor's list.</summary>
    public const int Invalid = 3;

    /// <summary>There is no API key, or the service refuses it.</summary>
    public const int Authentication = 4;

    /// <summary>The account has too little money.</summary>
    public const int Balance = 5;

    /// <summary>Too many requests, or a limit of the day.</summary>
    public const int RateLimit = 6;

    /// <summary>The job ended without a video.</summary>
    public const int JobFailed = 7;

    /// <summary>Nobody but the service knows whether it took the job.</summary>
    public const int OutcomeUnknown = 8;

    /// <summary>The wait took too long; the job goes on.</summary>
    public const int WaitTimedOut = 9;

    /// <summary>A file cannot be read or written, or a video cannot be downloaded.</summary>
    public const int File = 10;

    /// <summary>Ctrl+C.</summary>
    public const int Interrupted = 130;
}
