using System.Runtime.CompilerServices;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>Compares generated files with accepted ones, by the conventions of Verify, so that Verify can take its place.</summary>
/// <remarks>
/// <c>Class.Method#Hint.verified.cs</c> is the accepted file. A mismatch leaves <c>.received.cs</c> beside it: accept by renaming that,
/// or by running the test with ACCEPT_SNAPSHOTS=1.
/// </remarks>
internal static class Snapshot
{
    public static void Verify(string source, string hintName, Type testClass, [CallerMemberName] string method = "")
    {
        var hint = hintName[..^".cs".Length];
        var stem = Repository.PathOf($"tests/NanoGpt.Generator.Tests/{testClass.Name}.{method}#{hint}");
        var (verified, received) = (stem + ".verified.cs", stem + ".received.cs");
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(verified, source);
        }

        var accepted = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (accepted == source)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, source);
        Assert.Equal(accepted, source);
    }
}
