namespace NanoGpt;

/// <summary>A submission of which nobody but the service knows whether it has a job.</summary>
/// <param name="SubmissionId">Our id of it.</param>
/// <param name="Model">The model's id.</param>
/// <param name="SubmittedAt">When it was sent, by the clock of the process that sent it.</param>
public sealed record UnknownSubmission(Guid SubmissionId, string Model, DateTimeOffset SubmittedAt);
