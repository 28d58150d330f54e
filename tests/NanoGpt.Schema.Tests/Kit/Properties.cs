using FsCheck;

namespace NanoGpt.Schema.Tests.Kit;

/// <summary>Runs properties.</summary>
internal static class Properties
{
    /// <summary>Checks a property with a number of cases that are the same in every run, so that a failure can be looked at again.</summary>
    public static void Check(this Property property, int cases) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(20_260_824, 4_711));
}
