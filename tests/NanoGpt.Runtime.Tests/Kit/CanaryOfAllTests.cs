using NanoGpt.Runtime.Tests.Kit;

[assembly: AssemblyFixture(typeof(CanaryOfAllTests))]

namespace NanoGpt.Runtime.Tests.Kit;

/// <summary>Watches while all tests of an assembly run, and fails the run at its end if the key was anywhere.</summary>
public sealed class CanaryOfAllTests : IDisposable
{
    /// <summary>The watch.</summary>
    public static CanaryWatch Watch { get; } = new(CanaryWatch.Key);

    /// <summary>Looks through a folder of a test and removes it.</summary>
    public static void Sweep(string folder)
    {
        Watch.LookAtFiles(folder);
        Directory.Delete(folder, recursive: true);
    }

    public void Dispose()
    {
        Watch.Dispose();
        Assert.Empty(Watch.Found);
    }
}
