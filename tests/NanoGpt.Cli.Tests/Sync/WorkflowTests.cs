using System.Text.RegularExpressions;
using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests.Sync;

/// <summary>Runs the whole workflow offline, from a recorded list to a rebuilt consumer and the text of a pull request.</summary>
public class WorkflowTests
{
    private const string Program = """
        foreach (var model in NanoGpt.Models.NanoGptModels.All)
        {
            System.Console.WriteLine(model.Id);
        }

        System.Console.WriteLine(string.Join(' ', System.Enum.GetNames<NanoGpt.Models.AlphaResolution>()));
        """;

    [Fact]
    public async Task Workflow_NewList_GivesEditsABuiltConsumerAndPullRequestText()
    {
        TestDepth.SkipUnlessAll();
        if (!Shell.Has("bash") || !Shell.Has("git"))
        {
            Assert.Skip("needs bash and git");
        }

        using var directory = new TextDirectory(Lists.Models);
        Move(directory);
        WriteConsumer(directory.Root);
        await RunAsync(directory.Root, "git", "init", "--quiet");
        await CommitAsync(directory.Root);

        var text = await ScriptAsync(directory, Lists.Moved);
        Assert.Equal(
            """
            The model list of `nanogpt` differs from the model directory. Review each change before you merge.

            **Version: major.** 1 breaking, 4 additive, 7 documentation.

            ### Breaking

            `beta` (nanogpt)

            - `status`: removed since DAY

            ### Additive

            `alpha` (nanogpt)

            - `resolution`: 4k is allowed

            `gamma-25` (nanogpt)

            - new model, as Gamma25Request

            `gamma-studio-25` (nanogpt)

            - `status`: deprecated since DAY; gamma-25 replaces it

            `makers/delta-1.5` (nanogpt)

            - new model, as MakersDelta1\_5Request


            """,
            text[..text.IndexOf("### Documentation", StringComparison.Ordinal)]);
        Assert.Contains("(`USD 0.3 a second` → `USD 0.35 a second`)", text, StringComparison.Ordinal);
        Assert.Contains("    vanished: beta status: not listed any more: removed as of DAY\n", text, StringComparison.Ordinal);
        Assert.Contains("    not compared: makers/delta-1.5 supported_parameters.parameters.wizard: the unknown type", text, StringComparison.Ordinal);

        // The edits left the hand's work alone, and the consumer has the new types and no longer the removed one.
        Assert.Contains("  - id: wide-needs-pro   # written by hand\n", File.ReadAllText(Path.Combine(directory.Root, "schema/nanogpt/models/alpha.yaml")), StringComparison.Ordinal);
        var consumer = await RunAsync(directory.Root, "dotnet", Path.Combine("consumer", "bin", "Consumer.dll"));
        Assert.Equal("alpha\ngamma-25\ngamma-studio-25\nmakers/delta-1.5\nR720p R1080p R4k\n", consumer.ReplaceLineEndings("\n"));

        // Once that is committed, the same list changes nothing.
        await CommitAsync(directory.Root);
        Assert.Equal("", await ScriptAsync(directory, Lists.Moved));
        Assert.False(File.Exists(Path.Combine(directory.Root, "out", "changed")));
    }

    [Fact]
    public async Task Workflow_RepositoryOfAConsumer_GetsPullRequestText()
    {
        TestDepth.SkipUnlessAll();
        if (!Shell.Has("bash") || !Shell.Has("git"))
        {
            Assert.Skip("needs bash and git");
        }

        // As 'dotnet new nanogpt-directory' creates it, with the script that the package adds.
        using var lists = new TextDirectory();
        var root = Directory.CreateTempSubdirectory("nanogpt-consumer-");
        try
        {
            Copy(Path.Combine(Repository.Root, "samples", "templates", "directory"), root.FullName);
            var script = Path.Combine(root.FullName, ".github", "model-sync.sh");
            File.Copy(Path.Combine(Repository.Root, ".github", "model-sync.sh"), script);
            var tool = typeof(NanoGptCommand).Assembly.Location;
            await RunAsync(root.FullName, "dotnet", tool, "sync", "--provider", "nanogpt", "--from", lists.List(Lists.Same), "--directory", "schema", "--as-of", "2026-10-01", "--allow-removals", "61", "--write");
            await RunAsync(root.FullName, "git", "init", "--quiet");
            await CommitAsync(root.FullName);

            var text = await RunAsync(
                root.FullName, "bash", script, "--provider", "nanogpt", "--from", lists.List(Lists.Moved), "--as-of", "2026-10-08", "--allow-removals", "1", "--out", "out");
            Assert.Contains("**Version: major.** 1 breaking, ", text, StringComparison.Ordinal);
            Assert.Contains("- `status`: removed since 2026-10-08", text, StringComparison.Ordinal);
            Assert.Contains("    not compared: makers/delta-1.5 supported_parameters.parameters.wizard: the unknown type 'hologram'", text, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(root.FullName, "out", "changed")));

            // The check of the pull request: the directory is valid, and the removed model makes it red.
            await RunAsync(root.FullName, "git", "update-ref", "refs/remotes/origin/main", "HEAD");
            var steps = Regex.Matches(
                File.ReadAllText(Path.Combine(root.FullName, ".github", "workflows", "model-check.yml")), "(?m)^ +- run: dotnet (nanogpt .*)$");
            Assert.Equal(2, steps.Count);
            Assert.Equal((0, 3), (await StepAsync(steps[0].Groups[1].Value), await StepAsync(steps[1].Groups[1].Value)));
            await RunAsync(root.FullName, "git", "checkout", "--quiet", "--", "schema");
            await RunAsync(root.FullName, "git", "clean", "--quiet", "-fd", "--", "schema");
            Assert.Equal((0, 0), (await StepAsync(steps[0].Groups[1].Value), await StepAsync(steps[1].Groups[1].Value)));
        }
        finally
        {
            root.Delete(recursive: true);
        }

        async Task<int> StepAsync(string line)
        {
            var start = Shell.Clean(root.FullName, "bash", "-c", $"nanogpt() {{ dotnet {typeof(NanoGptCommand).Assembly.Location} \"$@\"; }}; {line}");
            start.Environment["PROVIDER"] = "nanogpt";
            start.Environment["BASE"] = "main";
            return (await Shell.RunAsync(start)).ExitCode;
        }

        static void Copy(string from, string to)
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    private static async Task CommitAsync(string folder)
    {
        await RunAsync(folder, "git", "add", ".");
        await RunAsync(folder, "git", "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "first");
    }

    [Theory]
    [InlineData(".github/workflows/model-sync.yml")]
    [InlineData("samples/templates/directory/.github/workflows/model-sync.yml")]
    [InlineData("samples/templates/directory/.github/workflows/model-check.yml")]
    public void Workflow_Actions_ArePinnedWithLeastPermissions(string path)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, path));
        Assert.All(
            text.Split('\n').Where(line => line.Contains("uses:", StringComparison.Ordinal)),
            line => Assert.Matches("uses: ([a-z-]+/[a-z-]+@[0-9a-f]{40} # v|./.github/workflows/model-check.yml$)", line));
        Assert.Contains("\npermissions: {}\n", text, StringComparison.Ordinal);
        if (!text.Contains(": write", StringComparison.Ordinal))
        {
            return;
        }

        // The job that runs code may only read; the one that may write runs none of it.
        var jobs = Regex.Split(text, "(?m)^  [a-z-]+:\n    (?:needs|runs-on)").Where(job => job.Contains("steps:", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, jobs.Count);
        Assert.DoesNotContain(": write", jobs[0], StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet", jobs[1], StringComparison.Ordinal);
        Assert.DoesNotContain("model-sync.sh", jobs[1], StringComparison.Ordinal);

        // What a person types goes into the environment, never into a line of shell.
        Assert.DoesNotContain(text.Split('\n'), line => line.Contains("${{ inputs", StringComparison.Ordinal) && !line.TrimStart().StartsWith("PROVIDER:", StringComparison.Ordinal) && !line.TrimStart().StartsWith("group:", StringComparison.Ordinal));
    }

    private static async Task<string> ScriptAsync(TextDirectory directory, string json)
    {
        var list = directory.List(json);
        var script = Path.Combine(Repository.Root, ".github", "model-sync.sh");
        var text = await RunAsync(
            directory.Root, "bash", script, "--provider", "nanogpt", "--from", list, "--allow-removals", "9", "--build", "consumer/Consumer.csproj", "--out", Path.Combine(directory.Root, "out"));
        return text.ReplaceLineEndings("\n").Replace(DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "DAY", StringComparison.Ordinal);
    }

    // The directory lies in schema, as it does in a repository.
    private static void Move(TextDirectory directory)
    {
        Directory.CreateDirectory(Path.Combine(directory.Root, "schema"));
        Directory.Move(directory.Folder, Path.Combine(directory.Root, "schema", "nanogpt"));
        File.WriteAllText(Path.Combine(directory.Root, ".gitignore"), "out/\nconsumer/bin/\nconsumer/obj/\n");
    }

    private static void WriteConsumer(string root)
    {
        var generator = Path.Combine(Repository.Root, "generator", "NanoGpt.Codegen", "buildTransitive");
        var folder = Directory.CreateDirectory(Path.Combine(root, "consumer")).FullName;
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);
        File.WriteAllText(Path.Combine(folder, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <OutputPath>bin/</OutputPath>
                <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
                <WarningsAsErrors>CS8785;CS8784;CS9057;CS8032</WarningsAsErrors>
                <NanoGptSchemaDirectory>$(MSBuildThisFileDirectory)../schema/</NanoGptSchemaDirectory>
              </PropertyGroup>
              <ItemGroup>
                <NanoGptReference Include="NanoGpt.Codegen" />
                <Analyzer Include="{Built("NanoGpt.Generator", "NanoGpt.Generator.dll")}" />
                <Analyzer Include="{Built("NanoGpt.Generator", "NanoGpt.Model.dll")}" />
                <Analyzer Include="{Built("NanoGpt.Generator", "NanoGpt.Schema.dll")}" />
                <Analyzer Include="{Built("NanoGpt.Generator", "NanoGpt.Codegen.Yaml.dll")}" />
                <Reference Include="{Built("NanoGpt.Runtime", "NanoGpt.Model.dll")}" />
                <Reference Include="{Built("NanoGpt.Runtime", "NanoGpt.Runtime.dll")}" />
              </ItemGroup>
              <Import Project="{Path.Combine(generator, "NanoGpt.Codegen.props")}" />
              <Import Project="{Path.Combine(generator, "NanoGpt.Codegen.targets")}" />
            </Project>
            """);
    }

    // artifacts/bin/<project>/<configuration>, with the framework behind it where a project has several.
    private static string Built(string project, string file)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var folder = Path.Combine(Repository.Root, "artifacts", "bin", project);
        return new[] { configuration, $"{configuration}_net10.0", $"{configuration}_netstandard2.0" }
            .Select(name => Path.Combine(folder, name, file)).First(File.Exists);
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = Shell.Clean(folder, program, arguments);
        start.Environment["NANOGPT"] = $"dotnet {typeof(NanoGptCommand).Assembly.Location}";
        return (await Shell.RunAsync(start)).Succeeded().StandardOutput;
    }
}
