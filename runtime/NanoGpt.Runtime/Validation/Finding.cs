namespace NanoGpt;

/// <summary>One thing that <see cref="VideoRequest.Validate"/> has to say.</summary>
/// <param name="Code">A stable id such as <c>NGPT101</c>, the same as the analyzers'.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Property">The C# property that it is about, with its path in nested objects; empty if it is about the model.</param>
/// <param name="Message">What is wrong and what to do, in one sentence.</param>
/// <param name="Allowed">What is allowed instead, if that can be said; else null.</param>
public sealed record Finding(string Code, FindingSeverity Severity, string Property, string Message, string? Allowed = null)
{
    /// <summary>The code and the message.</summary>
    public override string ToString() => $"{Code}: {Message}";
}
