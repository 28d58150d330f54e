using System.Text.RegularExpressions;

namespace NanoGpt.Testing;

/// <summary>The examples of the rule pages as programs, and the code that the rules report in them.</summary>
public static class RuleExamples
{
    /// <summary>A folder with the definitions of the models that the examples use.</summary>
    public const string Models = "tests/NanoGpt.Testing/SampleModels";

    /// <summary>What the examples use of other libraries. It can follow an example in the same file.</summary>
    public const string Support = """

        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection;
            public interface IHttpClientBuilder;
            public static class Extensions
            {
                public static IHttpClientBuilder AddNanoGpt(this IServiceCollection s) => null!;
                public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder b) => b;
                public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder b, Action<Microsoft.Extensions.Http.Resilience.Options> o) => b;
            }
        }
        namespace Microsoft.Extensions.Http.Resilience
        {
            public class Options { public Retry Retry { get; set; } = new(); }
            public class Retry;
            public static class RetryExtensions { public static void DisableForUnsafeHttpMethods(this Retry r) { } }
        }
        """;

    // Declares what the examples use.
    private const string Frame = """
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Http.Resilience;
        namespace Examples./*NAME*/
        {
            class Example
            {
                async Task M(
                    INanoGptClient client, VideoJob job0, VideoRequest request0, IServiceCollection services, CancellationToken cancellationToken)
                {
                    /*REQUEST*/
        /*CODE*/
                    await Task.Yield();
                }
            }
        }
        """;

    /// <summary>Gets the ids of all rules that have a page.</summary>
    public static IReadOnlyList<string> Ids { get; } =
        [.. Repository.Files("NGPT*.md", "analyzers/rules").Select(static path => Path.GetFileNameWithoutExtension(path))];

    /// <summary>Gets the examples of all rules.</summary>
    public static IReadOnlyList<RuleExample> All { get; } = [.. Ids.Select(Of)];

    /// <summary>Gets what the analyzers report in all examples: <c>NGPT101 Violation: NGPT101 'Duration = 11'</c>.</summary>
    public static IReadOnlyList<string> Reports => Repository.Read("tests/NanoGpt.Testing/RuleExamples.txt").TrimEnd('\n').Split('\n');

    /// <summary>Returns the examples of a rule.</summary>
    public static RuleExample Of(string id)
    {
        var page = Repository.Read($"analyzers/rules/{id}.md");
        return new RuleExample(id, Read(page, id, "Violation"), Read(page, id, "Fixed"));
    }

    private static string Read(string page, string id, string heading)
    {
        var code = Regex.Match(page, $@"### {heading}\n\n```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var request = code.Contains("var request ", StringComparison.Ordinal) ? "" : "var request = request0;";
        return Frame.Replace("/*NAME*/", id + heading, StringComparison.Ordinal)
            .Replace("/*REQUEST*/", request, StringComparison.Ordinal)
            .Replace("/*CODE*/", code, StringComparison.Ordinal);
    }
}

/// <summary>Represents the examples of a rule page.</summary>
/// <param name="Id">The id of the rule.</param>
/// <param name="Violation">A program with one finding.</param>
/// <param name="Fixed">A program without a finding.</param>
public sealed record RuleExample(string Id, string Violation, string Fixed)
{
    /// <summary>Gets the names and the sources of both programs.</summary>
    public IEnumerable<(string Name, string Source)> Programs => [($"{Id} Violation", Violation), ($"{Id} Fixed", Fixed)];

    /// <summary>
    /// Returns whether the examples contain a finding although they are about another rule. Most requests leave a cost driver out,
    /// and one rule adds to errors of the compiler.
    /// </summary>
    /// <param name="found">The id of the finding.</param>
    public bool Ignores(string found) =>
        (found == "NGPT160" && Id != found) || (Id == "NGPT109" && found.StartsWith("CS", StringComparison.Ordinal));
}
