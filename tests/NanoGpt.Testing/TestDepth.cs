namespace NanoGpt.Testing;

/// <summary>
/// Specifies how much a run tests. A run by hand takes a tenth of the random cases and leaves out the tests that take a minute or
/// more. With the environment variable <c>NANOGPT_TESTS=all</c> everything runs, as in CI.
/// </summary>
public static class TestDepth
{
    private const int Part = 10;

    private static readonly bool IsAll = Environment.GetEnvironmentVariable("NANOGPT_TESTS") == "all";

    /// <summary>Skips a test that takes a minute or more.</summary>
    public static void SkipUnlessAll() =>
        Assert.SkipUnless(IsAll, "This test takes a minute or more. NANOGPT_TESTS=all runs it.");

    /// <summary>Returns a number of cases, or a tenth of it.</summary>
    public static int Of(int cases) => IsAll ? cases : cases / Part;

    /// <summary>Returns all cases, or every tenth of them.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> cases) => IsAll ? cases : [.. cases.Where(static (_, i) => i % Part == 0)];
}
