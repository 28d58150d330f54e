namespace NanoGpt.Package.Tests.Kit;

/// <summary>The README's code, as a reader copies it.</summary>
internal static class Readme
{
    private const string Fence = "```";
    private const string CSharp = Fence + "csharp";

    /// <summary>The block of C# that follows a marker.</summary>
    public static async Task<string> ExampleAsync(string marker)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), TestContext.Current.CancellationToken);
        Assert.Contains(marker, text, StringComparison.Ordinal);
        var start = text.IndexOf(CSharp, text.IndexOf(marker, StringComparison.Ordinal), StringComparison.Ordinal) + CSharp.Length;
        return text[start..text.IndexOf(Fence, start, StringComparison.Ordinal)];
    }
}
