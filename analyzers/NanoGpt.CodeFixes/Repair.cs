using Microsoft.CodeAnalysis.Text;

namespace NanoGpt.CodeFixes;

/// <summary>One way to repair something.</summary>
/// <param name="Title">What it does, for the menu.</param>
/// <param name="EquivalenceKey">Which repairs are the same when all are applied at once.</param>
/// <param name="Changes">What changes; the spans do not overlap.</param>
internal sealed record Repair(string Title, string EquivalenceKey, IReadOnlyList<TextChange> Changes);
