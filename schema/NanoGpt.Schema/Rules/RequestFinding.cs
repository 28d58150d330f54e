using NanoGpt.Schema.Issues;

namespace NanoGpt.Schema.Rules;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Code">Its id, the same as in the generated code's own checks and in the analyzers.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Field">The field's semantic name, with a path inside objects and lists: <c>scenes[0].text</c>.</param>
/// <param name="Message">What is wrong and what to do, with the wire's names.</param>
/// <param name="Allowed">What is allowed instead, if that can be said.</param>
public sealed record RequestFinding(string Code, IssueSeverity Severity, string Field, string Message, string? Allowed);
