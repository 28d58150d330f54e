using System.Globalization;

namespace NanoGpt.Benchmarks;

/// <summary>Prints each figure beside its bound as soon as it is known.</summary>
internal sealed class Report(TextWriter output)
{
    private int missed;

    public void Figure(string what, double value, string unit, double? atMost = null, double? atLeast = null)
    {
        var bound = atMost is { } most ? $"at most {Text(most)}" : atLeast is { } least ? $"at least {Text(least)}" : "";
        var ok = (atMost is null || value <= atMost) && (atLeast is null || value >= atLeast);
        missed += ok ? 0 : 1;
        var mark = bound.Length == 0 ? "" : ok ? "ok" : "MISSED";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-72} {Text(value),12} {unit,-6} {bound,-18} {mark}").TrimEnd());
    }

    /// <summary>The exit code: 0 if every bound was kept.</summary>
    public int Finish()
    {
        output.WriteLine(missed == 0 ? "Every bound was kept." : $"{missed} bounds were missed.");
        return missed == 0 ? 0 : 1;
    }

    private static string Text(double value) => value.ToString(value is >= 100 or 0 ? "0" : "0.###", CultureInfo.InvariantCulture);
}
