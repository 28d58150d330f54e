namespace NanoGpt;

/// <summary>A paid call on its way, or one whose outcome is unknown.</summary>
/// <param name="Id">Our id; an extension keeps it to itself, because the service takes none.</param>
/// <param name="Model">The model's id.</param>
/// <param name="SubmittedAt">When, by the clock of the process that sent it.</param>
/// <param name="Extends">The job that is extended; null for a submission of its own.</param>
internal sealed record OpenSubmission(Guid Id, string Model, DateTimeOffset SubmittedAt, string? Extends = null)
{
    public static OpenSubmission Of(JournalRecord record) => new(record.Id, record.Model, record.At, record.Extends);
}
