namespace NanoGpt.Package.Tests.Kit;

/// <summary>The README's code and commands, as a reader copies them.</summary>
internal static class Readme
{
    private const string Fence = "```";
    private const string CSharp = Fence + "csharp";
    private const string Shell = Fence + "sh";

    /// <summary>The block of C# that follows a marker.</summary>
    public static Task<string> ExampleAsync(string marker) => BlockAsync(marker, CSharp);

    /// <summary>The lines of the block of shell commands that follows a marker.</summary>
    public static async Task<string[]> LinesAsync(string name) => (await BlockAsync($"<!-- {name} -->", Shell)).Trim().Split('\n');

    private static async Task<string> BlockAsync(string marker, string fence)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), TestContext.Current.CancellationToken);
        Assert.Contains(marker, text, StringComparison.Ordinal);
        var start = text.IndexOf(fence, text.IndexOf(marker, StringComparison.Ordinal), StringComparison.Ordinal) + fence.Length;
        return text[start..text.IndexOf(Fence, start, StringComparison.Ordinal)];
    }
}
