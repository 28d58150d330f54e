using System.Globalization;

namespace NanoGpt.Emulator.Jobs;

/// <summary>All jobs and all money. States and refunds follow from the clock; nothing runs in the background.</summary>
internal sealed class JobStore(EmulatorOptions options)
{
    private readonly Lock gate = new();
    private readonly List<EmulatorJob> jobs = [];
    private readonly Dictionary<string, EmulatorJob> byRunId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EmulatorJob> byMediaToken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> paidBySubmission = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> spentByKey = new(StringComparer.Ordinal);

    public TimeProvider Time => options.TimeProvider;

    public IReadOnlyList<EmulatorJob> Jobs
    {
        get
        {
            lock (gate)
            {
                return [.. jobs];
            }
        }
    }

    public int PaidJobs(string? submissionId)
    {
        lock (gate)
        {
            return submissionId is null ? jobs.Count : paidBySubmission.GetValueOrDefault(submissionId);
        }
    }

    public int MaxPaidJobsPerSubmission
    {
        get
        {
            lock (gate)
            {
                return paidBySubmission.Values.DefaultIfEmpty().Max();
            }
        }
    }

    public decimal Balance(string key)
    {
        lock (gate)
        {
            var refunds = jobs.Where(job => job.Key == key && job.Outcome != JobOutcome.Completed && StateOf(job) == JobState.Ended).Sum(job => job.Cost);
            return options.InitialBalance - spentByKey.GetValueOrDefault(key) + refunds;
        }
    }

    /// <summary>Charges and enters a job; null when the balance is short.</summary>
    public EmulatorJob? Pay(EmulatorJob job)
    {
        lock (gate)
        {
            if (Balance(job.Key) < job.Cost)
            {
                return null;
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

            return job;
        }
    }

    /// <summary>A job of one provider; the other does not know it.</summary>
    public EmulatorJob? Find(string runId, string provider)
    {
        lock (gate)
        {
            return byRunId.TryGetValue(runId, out var job) && job.Provider == provider ? job : null;
        }
    }

    public int OrdinalOf(EmulatorJob job)
    {
        lock (gate)
        {
            return jobs.IndexOf(job) + 1;
        }
    }

    public EmulatorJob? FindByMediaToken(string token)
    {
        lock (gate)
        {
            return byMediaToken.GetValueOrDefault(token);
        }
    }

    public JobState StateOf(EmulatorJob job)
    {
        var age = Time.GetElapsedTime(job.Timestamp);
        return age < options.QueueTime ? JobState.InQueue
            : age < options.QueueTime + options.RunTime ? JobState.InProgress
            : JobState.Ended;
    }
}
