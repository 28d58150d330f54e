using System.Text.Json.Nodes;
using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests.Validation;

/// <summary>A command that writes a report writes one complete document, whatever fails.</summary>
[Trait("Row", "C05")]
public class CompleteReportTests
{
    [Theory]
    [InlineData("missing", "The folder does not exist.")]
    [InlineData("file", "This is not a YAML file")]
    [InlineData("empty", "contains neither YAML files nor provider.yaml")]
    [InlineData("latin", "The file is not UTF-8.")]
    [InlineData("loop", "cannot be read")]
    public async Task Validate_FolderCannotBeRead_IsOneIssueAndTheOthersAreChecked(string kind, string message)
    {
        Assert.SkipWhen(kind == "loop" && OperatingSystem.IsWindows(), "Making links needs rights on Windows.");
        using var bad = new SmallDirectory();
        using var good = new SmallDirectory();
        var place = Break(bad, kind);

        var json = await Run.Of("validate", place, good.Path, "--json");
        var issue = Assert.Single(json.Json["issues"]!.AsArray())!;
        Assert.Equal((ExitCode.Invalid, 1, 2), (json.Code, (int)json.Json["errors"]!, (int)json.Json["models"]!));
        Assert.Equal(("NGPT016", "error"), ((string?)issue["rule"], (string?)issue["severity"]));
        Assert.Contains(message, (string?)issue["message"], StringComparison.Ordinal);

        var sarif = await Run.Of("validate", place, good.Path, "--sarif");
        Assert.Equal(ExitCode.Invalid, sarif.Code);
        SarifShape.Check(sarif.Json);
        Assert.Single(sarif.Json["runs"]![0]!["results"]!.AsArray());

        var text = await Run.Of("validate", place, good.Path);
        Assert.Equal((ExitCode.Invalid, "2 models, 1 error, 0 warnings\n"), (text.Code, text.Error));
        Assert.Contains(message, text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_FixCannotBeWritten_StillWritesTheReport()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The length of the name is that of a Unix file system.");
        using var directory = new SmallDirectory();

        // A repair is first written beside the file, under a name that is too long here.
        var name = new string('x', 250) + ".yaml";
        directory.Write("models/" + name, "id: broken\ntitle: Broken\nsumary: Typo.\nmodes: [text-to-video]\ninputs:\n  prompt:\nsources: [a]");
        var file = Path.Combine(directory.Path, "test", "models", name);
        var before = File.ReadAllText(file);
        var run = await Run.Of("validate", directory.Path, "--fix", "--json");
        Assert.Equal((ExitCode.File, 0), (run.Code, run.Json["fixed"]!.AsArray().Count));
        Assert.NotEqual(0, (int)run.Json["errors"]!);
        Assert.Equal(before, File.ReadAllText(file));
    }

    [Theory]
    [InlineData("--directory", "no-such-folder", ExitCode.Invalid)]
    [InlineData("--key-file", "no-such-file", ExitCode.File)]
    public async Task Doctor_SettingCannotBeRead_IsAFailedCheckInACompleteReport(string option, string value, int code)
    {
        await using var service = await ServiceRun.StartAsync();
        var run = await service.Of("doctor", "--json", option, service.FileAt(value));
        Assert.Equal(code, run.Code);
        Assert.Contains(run.Json["checks"]!.AsArray(), check => (string?)check!["verdict"] == "failed");
    }

    [Fact]
    public async Task Doctor_InvalidAddress_IsAFailedCheckInACompleteReport()
    {
        var run = await Run.In(isTerminal: false, name => name == "NANOGPT_BASE_URL" ? "no link" : null, "doctor", "--json");
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("NANOGPT_BASE_URL", (string?)JsonNode.Parse(run.Output)!["checks"]!.AsArray()[^1]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_EmptyName_IsAUsageError() =>
        Assert.Equal(ExitCode.Usage, (await Run.Of("validate", "", "--json")).Code);

    private static string Break(SmallDirectory directory, string kind)
    {
        var model = Path.Combine(directory.Path, "test", "models", "moving.yaml");
        switch (kind)
        {
            case "missing":
                return Path.Combine(directory.Path, "none");

            case "file":
                File.Move(model, Path.ChangeExtension(model, ".txt"));
                return Path.ChangeExtension(model, ".txt");

            case "empty":
                File.Delete(Path.Combine(directory.Path, "test", "provider.yaml"));
                return directory.Path;

            case "latin":
                File.WriteAllBytes(model, [0xE9]);
                return directory.Path;

            default:
                File.Delete(model);
                File.CreateSymbolicLink(model, model);
                return directory.Path;
        }
    }
}
