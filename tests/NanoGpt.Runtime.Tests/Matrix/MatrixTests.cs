using System.Reflection;
using System.Text.RegularExpressions;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Matrix;

/// <summary>Each row of the fault matrix has a test with its trait, or a reason in this project's README.</summary>
public sealed partial class MatrixTests
{
    private static readonly (char Kind, int Rows)[] Matrix = [('S', 74), ('P', 38), ('D', 29), ('K', 6), ('R', 5), ('L', 3), ('C', 5)];

    [Fact]
    public void Matrix_EveryRow_HasATestOrAReason()
    {
        var rows = Matrix.SelectMany(part => Enumerable.Range(1, part.Rows).Select(number => $"{part.Kind}{number:00}")).ToList();
        var tested = typeof(MatrixTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .SelectMany(method => method.GetCustomAttributes<TraitAttribute>())
            .Where(trait => trait.Name == "Row")
            .Select(trait => trait.Value)
            .ToHashSet(StringComparer.Ordinal);
        var excused = Reason().Matches(Repository.Read("tests/NanoGpt.Runtime.Tests/README.md")).Select(match => match.Groups["row"].Value).ToList();

        Assert.Equal(160, rows.Count);
        Assert.Empty(tested.Except(rows));
        Assert.Equal(rows.Except(tested), excused);
    }

    [Fact]
    [Trait("Row", "S12")]
    public async Task SubmitAsync_Request_UsesHttp11()
    {
        using var test = new TestClient();
        test.Api.Do((request, _) =>
        {
            Assert.Equal((new Version(1, 1), HttpVersionPolicy.RequestVersionOrLower), (request.Version, request.VersionPolicy));
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("""{"runId":"vid_1"}""") });
        });
        await test.Client.SubmitAsync(new RawVideoRequest("m") { AdditionalFields = new() { ["prompt"] = "x" } }, TestContext.Current.CancellationToken);
    }

    // A thread that waits for a task is what a starved pool lacks; that a timer is late then changes no outcome.
    [Fact]
    [Trait("Row", "S62")]
    public void Runtime_SourceCode_BlocksNoThreadOnATask()
    {
        List<string> sources = [.. Repository.Files("*.cs", "runtime/NanoGpt.Runtime"), .. Repository.Files("*.cs", "runtime/NanoGpt.Hosting")];
        Assert.NotEmpty(sources);
        Assert.All(sources, file => Assert.DoesNotMatch(BlocksAThread(), Repository.Read(file)));
    }

    [GeneratedRegex(@"^\| (?<row>[SPDKRLC]\d\d) \| ", RegexOptions.Multiline)]
    private static partial Regex Reason();

    [GeneratedRegex(@"\.Wait\(|\.WaitAll\(|\.WaitAny\(|\.GetAwaiter\(\)|\.Result\b(?!s)|Thread\.Sleep|\.WaitOne\(")]
    private static partial Regex BlocksAThread();
}
