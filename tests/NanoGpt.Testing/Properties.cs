using FsCheck;

namespace NanoGpt.Testing;

/// <summary>Runs FsCheck properties.</summary>
public static class Properties
{
    /// <summary>Checks a property with the same cases in every run, so that a failure can be reproduced.</summary>
    /// <param name="property">The property.</param>
    /// <param name="cases">The number of cases of a whole run; see <see cref="TestDepth"/>.</param>
    public static void Check(this Property property, int cases) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(TestDepth.Of(cases)).WithReplay(20_260_824, 4_711));
}
