namespace NanoGpt.Cli.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What: <c>key</c>, <c>clock</c>.</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Text">What was found, and what to do if it is not well.</param>
/// <param name="ExitCode">What the command ends with if it failed.</param>
internal sealed record Checkup(string Name, Verdict Verdict, string Text, int ExitCode = Cli.ExitCode.Unexpected);

/// <summary>How something is.</summary>
internal enum Verdict
{
    /// <summary>Well.</summary>
    Ok,

    /// <summary>Odd, but it works.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,
}
