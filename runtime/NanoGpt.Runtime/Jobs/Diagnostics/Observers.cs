namespace NanoGpt.Jobs;

/// <summary>Notifies an observer and ignores its exceptions.</summary>
internal static class Observers
{
    public static void Notify(this NanoGptObserver? observer, NanoGptEvent e)
    {
        try
        {
            observer?.OnEvent(e);
        }
        catch (Exception)
        {
            // A failing log must not lose a job.
        }
    }

    public static IDisposable? Start(
        this NanoGptObserver? observer, NanoGptOperation operation, string? model = null, VideoJob? job = null)
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
