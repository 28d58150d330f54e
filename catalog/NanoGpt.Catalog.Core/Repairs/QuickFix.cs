using NanoGpt.Catalogs.Forms;

namespace NanoGpt.Catalogs.Repairs;

/// <summary>Represents a repair of a request. Its title is that of the code fix.</summary>
/// <param name="Title">The title, such as <c>Set ProMode to true</c>.</param>
/// <param name="Result">The repaired request.</param>
public sealed record QuickFix(string Title, FormRequest Result)
{
    /// <summary>Gets a value that indicates whether the repair sets an example that the user must replace.</summary>
    public bool HasPlaceholder { get; init; }
}
