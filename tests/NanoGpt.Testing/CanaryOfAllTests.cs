namespace NanoGpt.Testing;

/// <summary>
/// An assembly fixture that watches while the tests of an assembly run, and fails the run at its end if the key was found.
/// </summary>
public sealed class CanaryOfAllTests : IDisposable
{
    /// <summary>Gets the watch.</summary>
    public static CanaryWatch Watch { get; } = new(CanaryWatch.Key);

    /// <summary>Searches a folder of a test for the key, and deletes the folder.</summary>
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
