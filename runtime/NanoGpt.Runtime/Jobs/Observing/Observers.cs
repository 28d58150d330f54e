namespace NanoGpt.Jobs;

/// <summary>Tells an observer, whose faults are its own.</summary>
internal static class Observers
{
    public static void Tell(this NanoGptObserver? observer, NanoGptEvent e)
    {
        try
        {
            observer?.OnEvent(e);
        }
        catch (Exception)
        {
            // A log that fails must not lose a job.
        }
    }

    public static IDisposable? Start(this NanoGptObserver? observer, NanoGptOperation operation, string? model = null, VideoJob? job = null)
    {
        try
        {
            return observer?.Begin(operation, model, job);
        }
        catch (Exception)
        {
            return null;
        }
    }
}
