using NanoGpt.Catalogs.Requests;
using NanoGpt.Cli.Requests;

namespace NanoGpt.Cli.Batch;

/// <summary>Represents a line of a batch file: the name of its model, and its fields.</summary>
/// <param name="Number">The number of the line.</param>
/// <param name="Model">The model's id, or provider/id.</param>
/// <param name="Fill">Sets the fields.</param>
internal sealed record BatchLine(int Number, string Model, Action<RequestBodyBuilder> Fill);

/// <summary>Represents a valid line.</summary>
/// <param name="Line">The number of the line.</param>
/// <param name="Id">The submission id, which depends on the batch and the request only.</param>
/// <param name="Request">The request.</param>
internal sealed record BatchItem(int Line, Guid Id, PreparedRequest Request);

/// <summary>Represents a problem of a line.</summary>
/// <param name="Line">The number of the line.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Code">The id of the rule; null for none.</param>
/// <param name="Message">The message.</param>
internal sealed record BatchProblem(int Line, int Column, string Severity, string? Code, string Message)
{
    public static BatchProblem Error(int line, string message, int column = 1) =>
        new(line, column, PreparedRequest.Error, null, message);
}

/// <summary>The exception that is thrown when a line cannot be read.</summary>
internal sealed class BatchLineException(int line, int column, string message) : Exception(message)
{
    public BatchProblem Problem { get; } = BatchProblem.Error(line, message, column);
}
