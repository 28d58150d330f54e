using System.Text;
using System.Text.Json;
using NanoGpt.Cli.Tests.Kit;

namespace NanoGpt.Cli.Tests.Sync;

/// <summary>
/// Model lists are untrusted input: whatever a list contains, no file outside the directory is written, and written files load.
/// </summary>
public class HostileListTests
{
    public static TheoryData<string> Ids =>
    [
        "../../evil", "..", "a/../b", "/etc/passwd", "a\\b", "C:evil", "a b", "a\"b", "a'b", "a\nb: c", "a#b", "a: b", "-a", "a/", ".a", "a\u202eb",
        "a\u200bb", "a\0b", "", "Alpha", "ALPHA", "[a]", "{a}", "&a", "*a", "!a", "naïve", "con\u0301", new string('a', 200), "\ud800", "a//b",
    ];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Sync_InvalidId_WritesNoFile(string id)
    {
        using var directory = new TextDirectory(Lists.Models);
        var before = directory.Snapshot();
        var entry = $$"""{ "id": {{Escaped(id)}}, "name": "Evil", "capabilities": { "text_to_video": true } }""";
        var run = await directory.SyncAsync(Lists.Of(Lists.AlphaEntry, Lists.BetaEntry, Lists.GammaEntry, entry), "--write");
        Assert.Equal(ExitCode.Incomplete, run.Code);
        Assert.StartsWith("not compared: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, directory.Snapshot());
        AssertPlain(run);
    }

    [Theory]
    [InlineData("x/y/z")]
    [InlineData("1.5")]
    [InlineData("con")]
    [InlineData("true")]
    [InlineData("0x1F")]
    [InlineData("a__b")]
    [InlineData("All")]
    [InlineData("alpha-2")]
    [InlineData("al-pha")]
    public async Task Sync_UnusualId_WritesAFileThatLoads(string id)
    {
        using var directory = new TextDirectory(Lists.Models);
        var entry = $$"""{ "id": "{{id}}", "name": "Odd", "capabilities": { "text_to_video": true } }""";
        var run = await directory.SyncAsync(Lists.Of(Lists.AlphaEntry, Lists.BetaEntry, Lists.GammaEntry, entry), "--write");
        Assert.Equal((ExitCode.Ok, $"new: {id}: text-to-video; 0 listed fields\n"), (run.Code, run.Output));
        Assert.Contains(directory.Load().Models, model => model.Id == id);
    }

    [Fact]
    public async Task Sync_IdsOfOneFileName_WriteOneFile()
    {
        using var directory = new TextDirectory(Lists.Models);
        string Entry(string id) => $$"""{ "id": "{{id}}", "name": "{{id}}", "capabilities": { "text_to_video": true } }""";
        var run = await directory.SyncAsync(Lists.Of(Lists.AlphaEntry, Lists.BetaEntry, Lists.GammaEntry, Entry("x/y"), Entry("x__y"), Entry("X/Y"), Entry("x/y")), "--write");
        Assert.StartsWith("new: x/y: text-to-video; 0 listed fields\nnot compared: ", run.Output, StringComparison.Ordinal);
        directory.Load();
    }

    public static TheoryData<string> Entries =>
    [
        "null", "5", "\"text\"", "[]", "{}", "{ \"id\": 5 }", "{ \"id\": null }", "{ \"id\": [\"a\"] }",
        """{ "id": "x" }""",
        """{ "id": "x", "name": 5, "owned_by": {}, "capabilities": "all", "pricing": "free", "supported_parameters": [] }""",
        """{ "id": "x", "capabilities": { "text_to_video": "yes" } }""",
        """{ "id": "x", "capabilities": { "text_to_video": true }, "supported_parameters": { "parameters": [1, 2] } }""",
        """{ "id": "x", "capabilities": { "text_to_video": true }, "supported_parameters": { "parameters": { "a": null, "b": 5, "c": [], "d": {}, "": { "type": "switch" }, "e\nf: {": { "type": "switch" }, "a: b": { "type": "string" } } } }""",
        """{ "id": "x", "capabilities": { "text_to_video": true }, "supported_parameters": { "parameters": { "s": { "type": "select", "options": "all" }, "t": { "type": "select", "options": [ null, {}, { "value": {} }, { "value": "a\nb" }, { "value": "a\u202eb" }, { "value": "" } ] } } } }""",
        """{ "id": "x", "capabilities": { "text_to_video": true }, "supported_parameters": { "parameters": { "s": { "type": "select", "default": "\"]}", "options": [ { "value": "\"]}\\" }, { "value": "'" }, { "value": "# no comment" }, { "value": "a: b" }, { "value": "*x" }, { "value": "no" }, { "value": "1:30" }, { "value": "日本" }, { "value": "-1" }, { "value": "A" }, { "value": "a" } ] } } } }""",
        """{ "id": "x", "capabilities": { "text_to_video": true }, "supported_parameters": { "parameters": { "n": { "type": "integer", "min": 1e300, "max": -5, "step": 0, "default": 1e300 }, "m": { "type": "number", "min": 5, "max": 1, "default": "NaN" }, "k": { "type": "number", "min": 0.5, "max": 1e-30, "default": -0.0 }, "duration": { "type": "select", "options": [ { "value": "99999999999999999999" } ] } } } }""",
        """{ "id": "x", "capabilities": { "text_to_video": true }, "supported_parameters": { "parameters": { "model": { "type": "string" }, "Validate": { "type": "switch" }, "xRequest": { "type": "switch" }, "clone": { "type": "switch" }, "prompt": { "type": "select", "options": [ { "value": "a" } ] }, "imageUrl": { "type": "text" }, "imageDataUrl": { "type": "text" }, "pro": { "type": "string" }, "pro_mode": { "type": "switch" }, "proMode": { "type": "switch" }, "pro-mode": { "type": "switch" } } } }""",
        """{ "id": "x", "name": "a\nid: evil\u202e\u0000\ud800 \"q\" \\ # c", "owned_by": "<b>\u001b[31m", "capabilities": { "text_to_video": true } }""",
        """{ "id": "x", "name": "---", "capabilities": { "text_to_video": true }, "pricing": { "currency": "USD", "per_second": -1 } }""",
        """{ "id": "x", "capabilities": { "text_to_video": true }, "pricing": { "currency": "U\nD", "per_second": 1 } }""",
        """{ "id": "x", "capabilities": { "text_to_video": true }, "pricing": { "currency": "USD", "per_second": 1e40 } }""",
        """{ "id": "x", "capabilities": { "text_to_video": true }, "pricing": { "currency": "USD", "per_second": 0.00000000000000000000000001 } }""",
        """{ "id": "x", "capabilities": { "text_to_video": true }, "pricing": { "currency": "USD", "per_second_by_resolution": { "a\"}: 1, b": 1 } } }""",
        """{ "id": "x", "capabilities": { "text_to_video": true }, "pricing": { "currency": "USD", "raw": { "type": "\u202e", "x": [[[[[[]]]]]] } } }""",
        """{ "id": "x", "capabilities": { "text_to_video": true }, "supported_parameters": { "parameters": { "a": { "type": "switch", "showWhen": { "a": true, "b": { "c": 1 } } }, "b": { "type": "switch", "showWhen": "never" }, "c": { "type": "switch", "showWhen": { "zzz": "1" } }, "d": { "type": "switch", "showWhen": { "d": [] } } } } }""",
        """{ "id": "alpha", "capabilities": { "text_to_video": true }, "supported_parameters": { "parameters": { "resolution": { "type": "select", "options": [ { "value": "\"]}" }, { "value": "720P" }, { "value": "no" } ] }, "duration": { "type": "switch" }, "pro_mode": { "type": "switch", "default": "maybe" } } } }""",
    ];

    [Theory]
    [MemberData(nameof(Entries))]
    public async Task Sync_AnyEntry_WritesOnlyWhatLoads(string entry)
    {
        using var directory = new TextDirectory(Lists.Models);
        string[] entries = entry.Contains("\"alpha\"", StringComparison.Ordinal) ? [entry, Lists.BetaEntry, Lists.GammaEntry] : [Lists.AlphaEntry, Lists.BetaEntry, Lists.GammaEntry, entry];
        var outside = Outside(directory);
        var run = await directory.SyncAsync(Lists.Of(entries), "--write");
        Assert.True(run.Code is ExitCode.Ok or ExitCode.Incomplete);
        Assert.True(directory.Load().Models.Count >= 3);
        Assert.Equal(outside, Outside(directory));
        AssertPlain(run);
        var again = await directory.SyncAsync(Lists.Of(entries), "--write");
        Assert.True(again.Code is ExitCode.Ok or ExitCode.Incomplete);
        Assert.All(again.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("not compared: ", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{ \"data\": {} }")]
    [InlineData("{ \"data\": [] }")]
    [InlineData("{ \"data\": [ {} ] }")]
    [InlineData("<html>")]
    public async Task Sync_NotAListOfModels_MarksNothingAsRemoved(string text)
    {
        using var directory = new TextDirectory(Lists.Models);
        var before = directory.Snapshot();
        var run = await directory.SyncAsync(text, "--write");
        Assert.Equal((ExitCode.File, ""), (run.Code, run.Output));
        Assert.StartsWith("nanogpt: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, directory.Snapshot());
    }

    [Fact]
    public async Task Sync_DeeplyNestedList_IsRefused()
    {
        using var directory = new TextDirectory(Lists.Models);
        Assert.Equal(ExitCode.File, (await directory.SyncAsync("{ \"data\": " + new string('[', 500) + new string(']', 500) + " }")).Code);
    }

    [Fact]
    public async Task Sync_HundredThousandModels_AreRefused()
    {
        using var directory = new TextDirectory(Lists.Models);
        var before = directory.Snapshot();
        var list = new StringBuilder("{ \"data\": [");
        for (var i = 0; i < 100_000; i++)
        {
            list.Append(i == 0 ? "" : ",").Append("{\"id\":\"m").Append(i).Append("\",\"capabilities\":{\"text_to_video\":true}}");
        }

        var run = await directory.SyncAsync(list.Append("] }").ToString(), "--write");
        Assert.Equal((ExitCode.File, ""), (run.Code, run.Output));
        Assert.Contains("The list has 100000 models: at most 10000 are read.", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, directory.Snapshot());
    }

    [Fact]
    public async Task Sync_ListOverTheSizeLimit_IsNotRead()
    {
        using var directory = new TextDirectory(Lists.Models);
        var path = directory.List("");
        await using (var file = File.OpenWrite(path))
        {
            file.SetLength((32L << 20) + 1);
        }

        var run = await TextDirectory.RunOnAsync(TextDirectory.Today, "sync", "--provider", "nanogpt", "--from", path, "-d", directory.Root);
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains("larger than 32 MiB", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_ManyParametersAndOptions_AreTruncatedAndLoad()
    {
        using var directory = new TextDirectory(Lists.Models);
        var options = string.Join(',', Enumerable.Range(0, 1200).Select(i => $$"""{ "value": "v{{i}}" }"""));
        var parameters = string.Join(',', Enumerable.Range(0, 300).Select(i => $$"""
            "p{{i}}": { "type": "switch" }
            """).Prepend($$"""
            "many": { "type": "select", "options": [ {{options}} ] }
            """));
        var run = await directory.SyncAsync(Lists.Of(Lists.AlphaEntry, Lists.BetaEntry, Lists.GammaEntry, $$"""{ "id": "x", "capabilities": { "text_to_video": true }, "supported_parameters": { "parameters": { {{parameters}} } } }"""), "--write");
        Assert.Equal(ExitCode.Incomplete, run.Code);
        Assert.Equal(1000, directory.Load().Models.Single(model => model.Id == "x").FindField("many")!.Values.Count);
        Assert.Contains("not compared: x supported_parameters.parameters: it has 301 parameters: the first 200 are read", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_FolderIsALink_IsNotWrittenThrough()
    {
        using var directory = new TextDirectory(Lists.Models);
        var elsewhere = Directory.CreateTempSubdirectory("nanogpt-elsewhere-");
        try
        {
            Directory.Move(Path.Combine(directory.Folder, "models"), Path.Combine(directory.Folder, "real"));
            Directory.CreateSymbolicLink(Path.Combine(directory.Folder, "models"), elsewhere.FullName);
            var run = await directory.SyncAsync(Lists.Of(Lists.Delta), "--write");
            Assert.Equal(ExitCode.File, run.Code);
            Assert.Empty(elsewhere.EnumerateFileSystemInfos());
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }

    private static string Escaped(string text) => text == "\ud800" ? "\"\\ud800\"" : JsonSerializer.Serialize(text);

    private static string[] Outside(TextDirectory directory) =>
        [.. Directory.GetFileSystemEntries(directory.Root).Concat(Directory.GetFileSystemEntries(directory.Folder)).Order(StringComparer.Ordinal)];

    private static void AssertPlain(Run run) => Assert.DoesNotContain(run.Output + run.Error, c => (char.IsControl(c) && c != '\n') || c is '\u202e' or '\u200b' or '\ufffd');
}
