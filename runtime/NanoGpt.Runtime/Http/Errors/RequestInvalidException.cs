namespace NanoGpt;

/// <summary>The request breaks what is known about its model. Nothing was sent.</summary>
public sealed class RequestInvalidException : NanoGptException
{
    /// <summary>The exception for findings.</summary>
    /// <param name="model">The model's id.</param>
    /// <param name="findings">All findings, those that do not block included.</param>
    public RequestInvalidException(string model, IReadOnlyList<Finding> findings)
        : base(Text(model, findings)) => Findings = findings;

    /// <summary>All findings, those that do not block included.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    private static string Text(string model, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var errors = findings.Where(static finding => finding.Severity == FindingSeverity.Error);
        return $"The request for {model} is invalid and was not sent. {string.Join(" ", errors)}";
    }
}
