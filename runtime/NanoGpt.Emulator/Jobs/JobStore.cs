namespace NanoGpt.Emulator.Jobs;

/// <summary>Contains all jobs and balances. States and refunds are calculated from the clock.</summary>
internal sealed class JobStore(EmulatorOptions options)
{
    private readonly object gate = new();
    private readonly List<EmulatorJob> jobs = [];
    private readonly Dictionary<string, EmulatorJob> byRunId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EmulatorJob> byMediaToken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> paidBySubmission = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> spentByKey = new(StringComparer.Ordinal);

    public TimeProvider Time => options.TimeProvider;

    public IReadOnlyList<EmulatorJob> Jobs => Read(() => jobs.ToArray());

    public int MaxPaidJobsPerSubmission => Read(() => paidBySubmission.Values.DefaultIfEmpty().Max());

    /// <summary>Returns the number of jobs of a submission; null for all jobs.</summary>
    public int PaidJobs(string? submissionId) =>
        Read(() => submissionId is null ? jobs.Count : paidBySubmission.GetValueOrDefault(submissionId));

    public decimal Balance(string key) => Read(() =>
    {
        var refunds = jobs
            .Where(job => job.Key == key && job.Outcome != JobOutcome.Completed && StateOf(job) == JobState.Ended)
            .Sum(job => job.Cost);
        return options.InitialBalance - spentByKey.GetValueOrDefault(key) + refunds;
    });

    /// <summary>Charges for a job and adds it; returns false if the balance is insufficient.</summary>
    public bool TryCharge(EmulatorJob job)
    {
        lock (gate)
        {
            if (Balance(job.Key) < job.Cost)
            {
                return false;
            }

            spentByKey[job.Key] = spentByKey.GetValueOrDefault(job.Key) + job.Cost;
            jobs.Add(job);
            byRunId.Add(job.RunId, job);
            byRunId.Add(EmulatorJob.NumberOf(job.RunId).ToString(CultureInfo.InvariantCulture), job);
            byMediaToken.Add(job.Video.Token, job);
            if (job.SubmissionId is { } id)
            {
                paidBySubmission[id] = paidBySubmission.GetValueOrDefault(id) + 1;
            }

            return true;
        }
    }

    public EmulatorJob? Find(string runId, string provider) =>
        Read(() => byRunId.TryGetValue(runId, out var job) && job.Provider == provider ? job : null);

    public EmulatorJob? FindByMediaToken(string token) => Read(() => byMediaToken.GetValueOrDefault(token));

    /// <summary>Returns the submission id of a job; <c>job-</c> and its number if it has none.</summary>
    public string SubjectOf(EmulatorJob job) =>
        job.SubmissionId ?? FormattableString.Invariant($"job-{Read(() => jobs.IndexOf(job) + 1)}");

    public string CreateRunId() => $"vid_{TimeOrderedId.Create(Time.GetUtcNow()):N}";

    public JobState StateOf(EmulatorJob job)
    {
        var age = Time.GetElapsedTime(job.Timestamp);
        return age < options.QueueTime ? JobState.InQueue
            : age < options.QueueTime + options.RunTime ? JobState.InProgress
            : JobState.Ended;
    }

    private T Read<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }
}
