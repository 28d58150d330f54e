namespace NanoGpt;

/// <summary>Represents a problem with a request, or a remark about it.</summary>
/// <param name="Code">The stable id, such as <c>NGPT101</c>, which is also the id of the analyzer diagnostic.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Property">
/// The C# property, or the JSON key where JSON is checked, with its path in nested objects: <c>Scenes[0].Text</c>; empty if the
/// finding is about the model.
/// </param>
/// <param name="Message">A sentence that describes the problem and the remedy.</param>
/// <param name="Allowed">The allowed values; <see langword="null"/> if they cannot be listed.</param>
public sealed record Finding(string Code, FindingSeverity Severity, string Property, string Message, string? Allowed = null)
{
    /// <summary>
    /// Gets the name of the field, which is the same in every model, with its path in nested objects: <c>scenes[0].text</c>;
    /// empty if the finding is not about a field of the model.
    /// </summary>
    public string Field { get; init; } = "";

    /// <summary>
    /// Gets the id of the <see cref="RuleInfo"/> that the request breaks; <see langword="null"/> if the finding is about the
    /// value
    /// of one field.
    /// </summary>
    public string? Rule { get; init; }

    /// <summary>Returns the code and the message.</summary>
    public override string ToString() => $"{Code}: {Message}";
}

/// <summary>Specifies the severity of a <see cref="Finding"/>.</summary>
public enum FindingSeverity
{
    /// <summary>Information.</summary>
    Info,

    /// <summary>A probable mistake. The request can be sent.</summary>
    Warning,

    /// <summary>The service would reject the request, or charge for something else. The request is not sent.</summary>
    Error,
}
