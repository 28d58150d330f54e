namespace NanoGpt.Analyzers.Rules.Members;

/// <summary>Represents code in an initializer that the compiler rejects.</summary>
/// <param name="At">The name of the property, or the value.</param>
/// <param name="Message">The message, which lists what is allowed.</param>
/// <param name="Replacement">The code that may replace it, or <see langword="null"/>.</param>
internal sealed record MemberMistake(SyntaxNode At, string Message, string? Replacement);
