namespace NanoGpt.Benchmarks;

/// <summary>The client: small submissions, large files.</summary>
internal static class ClientFigures
{
    /// <summary>Opens nothing.</summary>
    public static string Key { get; } = Guid.NewGuid().ToString();

    public static void Measure(Report report)
    {
        SubmitFigures.Measure(report);
        TransferFigures.Measure(report);
    }
}
