using System.Diagnostics;

namespace NanoGpt.Benchmarks;

/// <summary>Repeats an action and gives the median, which a noisy machine moves least.</summary>
internal static class Sample
{
    public static double MedianMilliseconds(int warmups, int runs, Action action)
    {
        for (var i = 0; i < warmups; i++)
        {
            action();
        }

        return Median(runs, () =>
        {
            var start = Stopwatch.GetTimestamp();
            action();
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
    }

    public static double MedianCpuMilliseconds(int warmups, int runs, Action action)
    {
        for (var i = 0; i < warmups; i++)
        {
            action();
        }

        return Median(runs, () => CpuMilliseconds(action));
    }

    /// <summary>CPU time of this process, all its threads, during one run.</summary>
    public static double CpuMilliseconds(Action action)
    {
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMilliseconds;
    }

    public static double Median(int runs, Func<double> measure)
    {
        var values = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            values[i] = measure();
        }

        Array.Sort(values);
        return values[runs / 2];
    }
}
