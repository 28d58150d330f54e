using System.Globalization;
using System.Text;

namespace NanoGpt.Benchmarks;

/// <summary>
/// A program as people write it, in any length: requests made of constants, locals, conditions, copies and helpers, in methods that
/// submit them, with tests for every second part of it. Ten lines a request.
/// </summary>
internal static class ConsumerProgram
{
    private const int MembersAFile = 12;

    // What all files share. ## is the number of the member.
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using NanoGpt;
        using NanoGpt.Models;
        using Xunit;


        """;

    // One request each, a few two or none; nothing is wrong with them, as in code that builds.
    private static readonly string[] Services =
    [
        """
            public static VideoRequest Lighthouse##() => new Sora2Request
            {
                Prompt = "A lighthouse at dusk, number ##",
                Resolution = Sora2Resolution.R720p,
                Duration = Sora2Duration.Seconds8,
                Orientation = Sora2Orientation.Landscape,
                ProMode = false,
            };

        """,
        """
            public async Task<string> Submit##Async(string prompt, CancellationToken cancellationToken)
            {
                var request = new WanVideo22TurboRequest
                {
                    Prompt = prompt,
                    Resolution = WanVideo22TurboResolution.R720p,
                    AspectRatio = WanVideo22TurboAspectRatio.Ratio16x9,
                };
                var job = await client.SubmitAsync(request, cancellationToken).ConfigureAwait(false);
                return job.ToString()!;
            }

        """,
        """
            public static VideoRequest Format##(bool wide, string prompt)
            {
                return new Sora2Request
                {
                    Prompt = prompt.Trim(),
                    Resolution = wide ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p,
                    ProMode = wide,
                    Duration = Sora2Duration.Seconds4,
                };
            }

        """,
        """
            public static IEnumerable<VideoRequest> Variants##(string prompt)
            {
                var first = new Sora2Request { Prompt = prompt, Resolution = Sora2Resolution.R720p };
                var pro = first with { ProMode = true, Resolution = Sora2Resolution.R1792x1024 };
                yield return first;
                yield return pro with { Duration = Sora2Duration.Seconds12 };
            }

        """,
        """
            public static VideoRequest Quality##(int level, string prompt)
            {
                var resolution = WanVideo22TurboResolution.R480p;
                if (level > 3)
                {
                    resolution = WanVideo22TurboResolution.R580p;
                }
                else if (level > 1)
                {
                    resolution = WanVideo22TurboResolution.R720p;
                }

                return new WanVideo22TurboRequest { Prompt = prompt, Resolution = resolution };
            }

        """,
        """
            public static VideoRequest Upgrade##(int level, string prompt)
            {
                var resolution = Sora2Resolution.R720p;
                var pro = false;
                if (level > 2)
                {
                    resolution = Sora2Resolution.R1792x1024;
                    pro = true;
                }

                return new Sora2Request { Prompt = prompt, Resolution = resolution, ProMode = pro, Duration = Sora2Duration.Seconds8 };
            }

        """,
        """
            private static VideoRequest Image##(string path, double strength)
            {
                var image = ImageInput.FromFile(path);
                return new KlingV21StandardRequest
                {
                    Image = image,
                    Prompt = "The sun sinks behind field ##",
                    CfgScale = strength,
                    Duration = KlingV21StandardDuration.Seconds5,
                };
            }

            public static VideoRequest FromFolder##(string folder) => Image##(folder + "/first-##.png", 0.5);

        """,
        """
            public static VideoRequest Tier##(string tier, string prompt)
            {
                var sound = tier is "gold" or "silver";
                return new Veo3VideoRequest
                {
                    Prompt = prompt,
                    GenerateAudio = sound,
                    Resolution = tier switch { "gold" => Veo3VideoResolution.R1080p, _ => Veo3VideoResolution.R720p },
                };
            }

        """,
        """
            public async Task<IReadOnlyList<string>> Batch##Async(IEnumerable<string> prompts, CancellationToken cancellationToken)
            {
                var results = new List<string>();
                foreach (var prompt in prompts.Where(text => text.Length > ##))
                {
                    var duration = prompt.Length > 100 ? MinimaxHailuo02Duration.Seconds10 : MinimaxHailuo02Duration.Seconds6;
                    var job = await client.SubmitAsync(new MinimaxHailuo02Request { Prompt = prompt, Duration = duration }, cancellationToken).ConfigureAwait(false);
                    results.Add(job.ToString()!);
                }

                return results;
            }

        """,
        """
            public static string Describe##(IReadOnlyList<Finding> findings)
            {
                var text = new System.Text.StringBuilder();
                foreach (var finding in findings.OrderBy(item => item.Code, StringComparer.Ordinal))
                {
                    text.Append(finding.Code).Append(": ").AppendLine(finding.Message);
                    if (finding.Severity == FindingSeverity.Error && text.Length > ##)
                    {
                        text.AppendLine("and more");
                        break;
                    }
                }

                return text.ToString();
            }

        """,
    ];

    private static readonly string[] Tests =
    [
        """
            [Fact]
            public void Lighthouse##_IsValid()
            {
                var request = new Sora2Request { Prompt = "A lighthouse ##", Resolution = Sora2Resolution.R720p, ProMode = false };
                Assert.Empty(request.Validate());
                Assert.Equal(Sora2Resolution.R720p, request.Resolution);
                Assert.NotNull(request.Prompt);
            }

        """,
        """
            [Theory]
            [InlineData("a prompt", 5)]
            [InlineData("another prompt", 10)]
            public void Image##_KeepsItsValues(string prompt, int seconds)
            {
                var request = new KlingV21StandardRequest
                {
                    Image = ImageInput.FromUrl("https://example.com/##.png"),
                    Prompt = prompt,
                    Duration = (KlingV21StandardDuration)seconds,
                };
                Assert.Equal(prompt, request.Prompt);
                Assert.True(request.Validate().Count == 0);
            }

        """,
        """
            [Fact]
            public async Task Submit##_RefusesWhatIsInvalid()
            {
                var request = new Veo3VideoRequest { Prompt = new string('x', ##), GenerateAudio = true };
                var all = new[] { request, request with { Resolution = Veo3VideoResolution.R1080p } };
                await Task.Yield();
                Assert.Equal(2, all.Length);
                Assert.Contains(all, item => item.Resolution is null);
                Assert.All(all, item => Assert.NotEmpty(item.Prompt));
            }

        """,
    ];

    /// <summary>The files, each with its text. They hold so many requests or a few more.</summary>
    public static IReadOnlyList<(string Name, string Text)> Create(int requests) =>
        Create(requests, static number => number % 3 == 2 ? Tests : Services);

    /// <summary>A program whose requests depend on no path, as most do.</summary>
    public static IReadOnlyList<(string Name, string Text)> WithPlainRequests(int requests) => Create(requests, static _ => [Services[0]]);

    private static List<(string Name, string Text)> Create(int requests, Func<int, string[]> shapesOf)
    {
        var files = new List<(string, string)>();
        for (int made = 0, number = 0; made < requests; number++)
        {
            var shapes = shapesOf(number);
            var text = Write(number, shapes, areTests: shapes == Tests);
            files.Add((string.Create(CultureInfo.InvariantCulture, $"File{number}.cs"), text));
            made += CountRequests(text);
        }

        return files;
    }

    /// <summary>A program of the same length that makes no request.</summary>
    public static IReadOnlyList<(string Name, string Text)> WithoutRequests(int lines) =>
        [.. Enumerable.Range(0, lines / 10).Chunk(MembersAFile).Select(static numbers => (
            string.Create(CultureInfo.InvariantCulture, $"Plain{numbers[0]}.cs"),
            string.Create(CultureInfo.InvariantCulture, $"public sealed record Item{numbers[0]}(int Count, string Name);\n\npublic static class Plain{numbers[0]}\n{{\n")
                + string.Concat(numbers.Select(number => Numbered("""
                    public static object Copy##(bool wide, string name)
                    {
                        var item = new Item#0(Count: wide ? ## : 1, Name: name);
                        var list = new System.Collections.Generic.List<Item#0> { item };
                        list.Add(item with { Count = list.Count });
                        return list.ToArray();
                    }


                """, number).Replace("#0", numbers[0].ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))) + "}\n"))];

    public static int CountRequests(string text) =>
        text.Split("Request { ").Length + text.Split("Request\n").Length + text.Split(" with {").Length - 3;

    private static string Write(int number, string[] shapes, bool areTests)
    {
        var text = new StringBuilder(Head);
        text.Append(CultureInfo.InvariantCulture, $"namespace Consumer.Part{number};\n\n");
        text.Append(areTests ? "public class " : "public sealed class ").Append(CultureInfo.InvariantCulture, $"Part{number}{(areTests ? "Tests" : "(INanoGptClient client)")}\n{{\n");
        text.Append(areTests ? "" : "    private readonly INanoGptClient client = client;\n\n");
        for (var i = 0; i < MembersAFile; i++)
        {
            text.Append(Numbered(shapes[i % shapes.Length], (number * MembersAFile) + i));
        }

        return text.Append("}\n").ToString();
    }

    private static string Numbered(string shape, int number) =>
        shape.ReplaceLineEndings("\n").Replace("##", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
