namespace NanoGpt;

/// <summary>Thrown when a request violates the description of its model. Nothing was sent.</summary>
public sealed class RequestInvalidException : NanoGptException
{
    /// <summary>Initializes an exception from findings.</summary>
    /// <param name="model">The id of the model.</param>
    /// <param name="findings">All findings, including warnings.</param>
    public RequestInvalidException(string model, IReadOnlyList<Finding> findings)
        : base(Text(model, findings)) => Findings = findings;

    /// <summary>Gets all findings, including warnings.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    private static string Text(string model, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var errors = findings.Where(static finding => finding.Severity == FindingSeverity.Error);
        return $"The request for {model} is invalid and was not sent. {string.Join(" ", errors)}";
    }
}
