namespace NanoGpt.Benchmarks;

/// <summary>Twice the models, twice the time: the first run over 80, 800 and 8,000 models in a warm process.</summary>
internal static class GrowthFigures
{
    public static void Measure(Report report)
    {
        var cpu = new Dictionary<int, double>();
        foreach (var count in new[] { 80, 800, 8_000 })
        {
            var models = Models.Multiplied(count);
            var compilation = Drivers.Compilation("class C;");
            cpu[count] = Sample.MedianCpuMilliseconds(
                warmups: 1, runs: count > 1_000 ? 3 : 7, () => Drivers.Create(models).RunGenerators(compilation));
            report.Figure($"Warm first run over {count} models", cpu[count], "ms CPU");
        }

        report.Figure("8,000 models cost as much as 800, times", cpu[8_000] / cpu[800], "", atMost: 12);
    }
}
