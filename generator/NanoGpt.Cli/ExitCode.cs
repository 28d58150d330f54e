namespace NanoGpt.Cli;

/// <summary>What a script can tell from the exit code. Gaps are numbers of commands to come.</summary>
public static class ExitCode
{
    /// <summary>It worked.</summary>
    public const int Ok = 0;

    /// <summary>A fault of the tool.</summary>
    public const int Unexpected = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The directory, or a request, is wrong.</summary>
    public const int Invalid = 3;

    /// <summary>A file cannot be read or written.</summary>
    public const int File = 10;

    /// <summary>Ctrl+C.</summary>
    public const int Interrupted = 130;
}
