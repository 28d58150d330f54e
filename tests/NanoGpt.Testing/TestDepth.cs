namespace NanoGpt.Testing;

/// <summary>
/// Specifies how much a run tests. A run by hand takes a twentieth of the random cases and leaves out tests that take long, such
/// as those of packages and of pages. With the environment variable <c>NANOGPT_TESTS=all</c> everything runs, as in CI.
/// </summary>
public static class TestDepth
{
    private const int Part = 20;

    /// <summary>Gets a value that indicates whether everything runs.</summary>
    public static bool IsAll { get; } = Environment.GetEnvironmentVariable("NANOGPT_TESTS") == "all";

    /// <summary>Skips a test that takes long.</summary>
    public static void SkipUnlessAll() => Assert.SkipUnless(IsAll, "This test takes long. NANOGPT_TESTS=all runs it.");

    /// <summary>Returns a number of cases, or a twentieth of it.</summary>
    public static int Of(int cases) => IsAll ? cases : Math.Max(cases / Part, 1);

    /// <summary>Returns all cases, or every twentieth of them.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> cases) => IsAll ? cases : [.. cases.Where(static (_, i) => i % Part == 0)];
}
