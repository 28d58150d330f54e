namespace NanoGpt.Orleans;

/// <summary>Contains the states in which a grain has something to do.</summary>
internal static class VideoJobStates
{
    public static IReadOnlyList<SubmissionState> Open { get; } =
    [
        SubmissionState.Planned, SubmissionState.Sending, SubmissionState.Unknown, SubmissionState.Accepted,
        SubmissionState.Completed,
    ];
}
