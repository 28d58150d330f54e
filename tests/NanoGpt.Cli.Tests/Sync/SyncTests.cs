using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Definitions;

namespace NanoGpt.Cli.Tests.Sync;

public class SyncTests
{
    [Fact]
    public async Task Sync_ListEqualsTheDirectory_ChangesNothing()
    {
        using var directory = new TextDirectory(Lists.Models);
        var before = directory.Snapshot();
        var run = await directory.SyncAsync(Lists.Same, "--write");
        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Output));
        Assert.Equal("The directory matches the list: 35 facts compared, 0 not compared.\n", run.Error);
        Assert.Equal(before, directory.Snapshot());
    }

    [Fact]
    public async Task Sync_WithoutWrite_ReportsDifferencesOnly()
    {
        using var directory = new TextDirectory(Lists.Models);
        var before = directory.Snapshot();
        var run = await directory.SyncAsync(Lists.Moved);
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Equal(before, directory.Snapshot());
        Assert.Equal(
            """
            new: makers/delta-1.5: text-to-video, image-to-video; 9 listed fields
            renamed: gamma-25: probably gamma-studio-25 under another id: the fields agree. Review both files before you merge
            changed: alpha resolution: also 4k
            changed: alpha pricing: the listed price differs
            vanished: beta status: not listed any more: removed as of 2026-11-20
            not compared: sparkle: unknown key
            not compared: makers/delta-1.5 supported_parameters.parameters.wizard: the unknown type 'hologram'

            """,
            run.Output);
        Assert.EndsWith("1 new, 1 renamed, 2 changed, 1 vanished; 30 facts compared, 2 not compared; 7 files would change; nothing is written without --write\n", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output + run.Error);
    }

    [Fact]
    public async Task Sync_Edits_KeepCommentsOrderQuotesAndRules()
    {
        using var directory = new TextDirectory(Lists.Models);
        var run = await directory.SyncAsync(Lists.Moved, "--write");
        Assert.Equal(ExitCode.Incomplete, run.Code);
        var expected = Lists.Alpha
            .Replace("""["720p", '1080p'], default""", """["720p", '1080p', "4k"], default""", StringComparison.Ordinal)
            .Replace("\"720p\": 0.30,", "\"720p\": 0.35,", StringComparison.Ordinal)
            .Replace("as_of: \"2026-01-01\"", "as_of: \"2026-11-20\"", StringComparison.Ordinal)
            .Replace("  sources: [models-2026-01-01]\n", "  sources: [models-2026-11-20]\n", StringComparison.Ordinal)
            .Replace("sources: [a, models-2026-01-01]", "sources: [a, models-2026-01-01, models-2026-11-20]", StringComparison.Ordinal);
        Assert.Equal(expected + "\n", directory.Model("alpha"));
        Assert.Equal(
            TextDirectory.Provider + "\n  models-2026-11-20: { title: Model list of the running service, date: \"2026-11-20\" }\n",
            directory.Read("provider.yaml"));
        directory.Load();
    }

    [Fact]
    public async Task Sync_ModelNoLongerListed_IsMarkedAsRemovedWithDate()
    {
        using var directory = new TextDirectory(Lists.Models);
        await directory.SyncAsync(Lists.Moved, "--write");
        Assert.Equal(
            Lists.Beta.Replace("for tests.\n", "for tests.\nstatus: removed\nsince: \"2026-11-20\"\n", StringComparison.Ordinal)
                .Replace("\nsources: [models-2026-01-01]", "\nsources: [models-2026-01-01, models-2026-11-20]", StringComparison.Ordinal) + "\n",
            directory.Model("beta"));
    }

    [Fact]
    public async Task Sync_RemovedModelIsListedAgain_IsRestored()
    {
        using var directory = new TextDirectory(Lists.Models);
        await directory.SyncAsync(Lists.Of(Lists.AlphaEntry, Lists.GammaEntry), "--write");
        Assert.Equal(ModelStatus.Removed, directory.Load().Models.Single(model => model.Id == "beta").Status);
        var run = await directory.SyncOnAsync(TextDirectory.Today.AddDays(9), Lists.Same, "--write");
        Assert.Equal("restored: beta status: the model is listed again\n", run.Output);
        var beta = directory.Load().Models.Single(model => model.Id == "beta");
        Assert.Equal((ModelStatus.Active, null), (beta.Status, beta.Since));
    }

    [Fact]
    public async Task Sync_ModelRemovedByHandIsListed_IsDisputed()
    {
        using var directory = new TextDirectory([("alpha", Lists.Alpha), ("beta", Lists.Beta.Replace("modes:", "status: removed\nmodes:", StringComparison.Ordinal)), Lists.Models[2]]);
        var run = await directory.SyncAsync(Lists.Same, "--write");
        Assert.Equal("disputed: beta status: the list says listed\n", run.Output);
        Assert.Equal(ModelStatus.Removed, directory.Load().Models.Single(model => model.Id == "beta").Status);
    }

    [Fact]
    public async Task Sync_ModelThatWasNeverListed_IsKept()
    {
        using var directory = new TextDirectory([.. Lists.Models, ("own", Lists.Beta.Replace("id: beta", "id: own", StringComparison.Ordinal).Replace("models-2026-01-01", "a", StringComparison.Ordinal))]);
        var run = await directory.SyncAsync(Lists.Same, "--write");
        Assert.Equal((ExitCode.Ok, ""), (run.Code, run.Output));
        Assert.Contains("unchanged: own", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_RenamedModel_KeepsItsFileAndLeavesASuccessor()
    {
        using var directory = new TextDirectory(Lists.Models);
        await directory.SyncAsync(Lists.Moved, "--write");
        Assert.Equal(
            Lists.Gamma.Replace("id: gamma-studio-25", "id: gamma-25", StringComparison.Ordinal)
                .Replace("[models-2026-01-01]", "[models-2026-01-01, models-2026-11-20]", StringComparison.Ordinal) + "\n",
            directory.Model("gamma-25"));
        var old = directory.Load().Models.Single(model => model.Id == "gamma-studio-25");
        Assert.Equal((ModelStatus.Deprecated, "2026-11-20", "gamma-25"), (old.Status, old.Since, old.Successor));
    }

    [Fact]
    public async Task Sync_RenamedModelWithMoreValues_KeepsHandMadeFacts()
    {
        using var directory = new TextDirectory(Lists.Models);
        var wider = Lists.GammaEntry.Replace("gamma-studio-25", "gamma-studio-25-basic", StringComparison.Ordinal)
            .Replace("{ \"value\": \"10\" }", "{ \"value\": \"8\" }, { \"value\": \"10\" }", StringComparison.Ordinal)
            .Replace("\"duration\":", "\"seed\": { \"type\": \"integer\" }, \"duration\":", StringComparison.Ordinal);
        var run = await directory.SyncAsync(Lists.Of(Lists.AlphaEntry, Lists.BetaEntry, wider), "--write");
        Assert.Contains("renamed: gamma-studio-25-basic: probably gamma-studio-25 under another id", run.Output, StringComparison.Ordinal);
        var renamed = directory.Load().Models.Single(model => model.Id == "gamma-studio-25-basic");
        Assert.Equal("5 8 10", string.Join(' ', renamed.FindField("duration")!.Values.Select(value => value.Wire)));
        Assert.NotNull(renamed.FindField("seed"));
        Assert.Equal("tall-is-short", Assert.Single(renamed.Rules).Id);
        var old = directory.Load().Models.Single(model => model.Id == "gamma-studio-25");
        Assert.Equal((ModelStatus.Deprecated, "gamma-studio-25-basic"), (old.Status, old.Successor));
    }

    [Fact]
    public async Task Sync_IdWithAnotherNumber_IsAnotherModel()
    {
        using var directory = new TextDirectory(Lists.Models);
        var run = await directory.SyncAsync(Lists.Of(Lists.AlphaEntry, Lists.BetaEntry, Lists.GammaEntry.Replace("studio-25", "studio-26", StringComparison.Ordinal)));
        Assert.Contains("new: gamma-studio-26", run.Output, StringComparison.Ordinal);
        Assert.Contains("vanished: gamma-studio-25", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("renamed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_NewModel_WritesACompleteFile()
    {
        using var directory = new TextDirectory(Lists.Models);
        var run = await directory.SyncAsync(Lists.Moved, "--write");
        Assert.Equal(
            """
            # yaml-language-server: $schema=../../json/model.schema.json
            id: makers/delta-1.5
            title: "Delta: the \"fifth\""
            summary: Text-to-video and image-to-video by Makers, from 5 to 8 seconds.
            modes: [text-to-video, image-to-video]
            inputs:
              prompt:         { required: true }
              image:
              audio:
              resolution:     { values: ["480p", "720p"], default: "720p", cost: true }
              duration:       { suffix: s, values: [5, 8], default: 5 }
              camera_motion:  { values: [push-in, "360", "+"], members: { "+": Value }, default: push-in }
              camera_path:
              steps:          { min: 1, max: 50, default: 20 }
              strength:       { min: 0, max: 1, step: 0.1, default: 0.5 }
              num_frames:     { values: [81, 100], default: 81 }
              notes:
              generate_audio: { wire: generate_audio, default: true }
            rules:
              - id: camera-path-where-offered
                when:    { camera_path: set }
                require: { camera_motion: "360" }
                because: The service offers the field only then.
                severity: warning
            pricing:
              currency: USD
              as_of: "2026-11-20"
              per_second: { resolution: { "480p": 0.05, "720p": 0.10 } }
              sources: [models-2026-11-20]
            confidence: low
            sources: [models-2026-11-20]

            """,
            directory.Model("makers__delta-1.5"));
        Assert.Equal(
            TextDirectory.Fields + "\n" + """

            # --- From the service's model list -----------------------------------------------------------------------------------

            camera_motion:
              type: enum
              wire: cameraMotion
              prefix: V
              summary: Camera movement.
              sources: [models-2026-11-20]

            camera_path:
              type: string
              wire: camera_path
              summary: Path.
              sources: [models-2026-11-20]

            steps:
              type: integer
              wire: steps
              summary: Steps.
              sources: [models-2026-11-20]

            strength:
              type: number
              wire: strength
              summary: Strength.
              sources: [models-2026-11-20]

            notes:
              type: string
              wire: notes
              summary: Notes.
              sources: [models-2026-11-20]

            """,
            directory.Read("fields.yaml"));
        Assert.Contains("not compared: makers/delta-1.5 supported_parameters.parameters.wizard: ", run.Output, StringComparison.Ordinal);
        directory.Load();
    }

    [Fact]
    public async Task Sync_SecondRunOnAnyDay_ChangesNothing()
    {
        using var directory = new TextDirectory(Lists.Models);
        await directory.SyncAsync(Lists.Moved, "--write");
        var before = directory.Snapshot();
        foreach (var days in new[] { 0, 40 })
        {
            var run = await directory.SyncOnAsync(TextDirectory.Today.AddDays(days), Lists.Moved, "--write");
            Assert.Equal(ExitCode.Incomplete, run.Code);
            Assert.EndsWith("\nThe directory matches what could be compared: 53 facts compared, 2 not compared.\n", "\n" + run.Error, StringComparison.Ordinal);
            Assert.Equal(before, directory.Snapshot());
        }
    }

    [Theory]
    [InlineData("\"default\": false }", "\"default\": true }", "disputed: alpha pro_mode: the list says true by default")]
    [InlineData("{ \"value\": \"5\", \"label\": \"5 s\" }, ", "", "disputed: alpha duration: the list says 10")]
    [InlineData("\"image_to_video\": false", "\"image_to_video\": true", "disputed: alpha modes: the list says also image-to-video")]
    [InlineData("\"pro_mode\": { \"type\": \"switch\"", "\"pro\": { \"type\": \"switch\"", "disputed: alpha pro_mode: the list says sent as pro")]
    [InlineData("\"pro_mode\": { \"type\": \"switch\"", "\"pro_mode\": { \"type\": \"string\"", "disputed: alpha pro_mode: the list says a text, false by default")]
    public async Task Sync_Contradiction_BecomesADisputeOnce(string from, string to, string expected)
    {
        using var directory = new TextDirectory(Lists.Models);
        var before = directory.Load().Models.Single(model => model.Id == "alpha");
        var list = Lists.Of(Lists.AlphaEntry.Replace(from, to, StringComparison.Ordinal), Lists.BetaEntry, Lists.GammaEntry);
        var run = await directory.SyncAsync(list, "--write");
        Assert.StartsWith(expected + "\n", run.Output, StringComparison.Ordinal);
        var after = directory.Load().Models.Single(model => model.Id == "alpha");
        Assert.Single(after.Disputes);
        Assert.All(after.Fields.Zip(before.Fields), pair =>
        {
            Assert.Equal(pair.Second.Values.Select(value => value.Wire), pair.First.Values.Select(value => value.Wire));
            Assert.Equal((pair.Second.Default, pair.Second.Wire, pair.Second.Type), (pair.First.Default, pair.First.Wire, pair.First.Type));
        });
        var again = await directory.SyncOnAsync(TextDirectory.Today.AddDays(3), list, "--write");
        Assert.All(again.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("not compared: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sync_ValueNoLongerOffered_StaysAndBecomesDisputed()
    {
        using var directory = new TextDirectory(Lists.Models);
        await directory.SyncAsync(Lists.Of(Lists.AlphaEntry.Replace("{ \"value\": \"5\", \"label\": \"5 s\" }, ", "", StringComparison.Ordinal), Lists.BetaEntry, Lists.GammaEntry), "--write");
        var duration = directory.Load().Models.Single(model => model.Id == "alpha").FindField("duration")!;
        Assert.Equal([("5", true), ("10", false)], duration.Values.Select(value => (value.Wire, value.IsDisputed)));
        Assert.Contains("    # in whole seconds\n    values: [5, 10]\n    default: 5\n    cost: true\n    disputed: [5]\n", directory.Model("alpha"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10", false)]
    [InlineData("ten seconds", true)]
    public async Task Sync_ResolvedDispute_IsOpenedAgainByAnotherClaimOnly(string claim, bool isOpened)
    {
        var settled = Lists.Alpha + "\n" + $$"""
            disputes:
              - about: duration
                claims: { models-2026-01-01: "{{claim}}" }
                resolved: Five works, too. Tried on a rainy day.
            """;
        using var directory = new TextDirectory([("alpha", settled), .. Lists.Models[1..]]);
        var run = await directory.SyncAsync(Lists.Of(Lists.AlphaEntry.Replace("{ \"value\": \"5\", \"label\": \"5 s\" }, ", "", StringComparison.Ordinal).Replace("\"default\": \"5\"", "\"default\": \"10\"", StringComparison.Ordinal), Lists.BetaEntry, Lists.GammaEntry));
        Assert.Equal(isOpened, run.Output.Contains("disputed: alpha duration: the list says 10\n", StringComparison.Ordinal));
        Assert.Contains("disputed: alpha duration: the list says 10 by default\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"name\": \"Alpha\"", "\"name\": \"Alpha Prime\"", "disputed: alpha title: the list says Alpha Prime")]
    [InlineData("\"text_to_video\": true", "\"text_to_video\": false", "disputed: alpha modes: the list says without text-to-video")]
    [InlineData("\"image_to_video\": false", "\"image_to_video\": false, \"audio_input\": true", "disputed: alpha audio: the list says audio is accepted")]
    [InlineData("\"image_to_video\": false", "\"image_to_video\": false, \"nsfw\": true", "changed: alpha facts: nsfw is true")]
    [InlineData("\"seed\": {", "\"sead\": {", "disputed: alpha inputs: the list says without seed")]
    [InlineData("{ \"720p\": 0.3, \"1080p\": 0.5 }", "{ \"720p\": 0.3, \"1080p\": 0.5, \"4k\": 0.9 }", "disputed: alpha pricing: the list says also a price for resolution 4k: 0.90")]
    [InlineData("{ \"720p\": 0.3, \"1080p\": 0.5 }", "{ \"720p\": 0.3 }", "disputed: alpha pricing: the list says no price for pro_mode = true and resolution = 1080p")]
    public async Task Sync_WithdrawnOrAddedFact_IsReportedOnce(string from, string to, string expected)
    {
        using var directory = new TextDirectory(Lists.Models);
        var list = Lists.Of(Lists.AlphaEntry.Replace(from, to, StringComparison.Ordinal), Lists.BetaEntry, Lists.GammaEntry);
        Assert.Contains(expected, (await directory.SyncAsync(list, "--write")).Output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Ok, ""), await directory.SyncOnAsync(TextDirectory.Today.AddDays(3), list, "--write") is var again ? (again.Code, again.Output) : default);
    }

    [Fact]
    public async Task Sync_ListLacksATenth_IsRefusedUnlessAllowed()
    {
        using var directory = new TextDirectory(Lists.Models);
        var before = directory.Snapshot();
        var list = Lists.Of(Lists.AlphaEntry, Lists.GammaEntry);
        var refused = await directory.SyncAsync(list, "--write", "--allow-removals", "0");
        Assert.Equal((ExitCode.File, ""), (refused.Code, refused.Output));
        Assert.Contains("The list lacks 1 of 3 known models. Nothing was changed.", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--allow-removals 1", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, directory.Snapshot());
        Assert.Equal(ExitCode.Ok, (await directory.SyncAsync(list, "--write", "--allow-removals", "1")).Code);
    }

    [Fact]
    public async Task Sync_AsOf_DatesTheEdits()
    {
        using var directory = new TextDirectory(Lists.Models);
        await directory.SyncAsync(Lists.Moved, "--write", "--as-of", "2026-10-05");
        Assert.Contains("as_of: \"2026-10-05\"", directory.Model("alpha"), StringComparison.Ordinal);
        Assert.Contains("models-2026-10-05: { title: Model list of the running service, date: \"2026-10-05\" }", directory.Read("provider.yaml"), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await directory.SyncAsync(Lists.Moved, "--as-of", "last week")).Code);
    }

    [Fact]
    public async Task Sync_AddedNumber_IsSortedAndStaleTextIsReported()
    {
        var spoken = Lists.Alpha.Replace("Text-to-video, for tests.", "\"Text-to-video, from 5 to 10 seconds.\"", StringComparison.Ordinal);
        using var directory = new TextDirectory([("alpha", spoken), .. Lists.Models[1..]]);
        var longer = Lists.AlphaEntry.Replace("{ \"value\": \"10\", \"label\": \"10 s\" }", "{ \"value\": \"12\" }, { \"value\": \"8\" }, { \"value\": \"10\" }", StringComparison.Ordinal);
        var run = await directory.SyncAsync(Lists.Of(longer, Lists.BetaEntry, Lists.GammaEntry), "--write");
        Assert.Contains("    values: [5, 8, 10, 12]\n", directory.Model("alpha"), StringComparison.Ordinal);
        Assert.Contains("note: alpha: the summary mentions 10, which was a bound of duration: review the text\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_UnknownPriceLayout_IsKeptAndReported()
    {
        using var directory = new TextDirectory(Lists.Models);
        const string layout = "\"pricing\": { \"currency\": \"USD\", \"per_moon_phase\": { \"full\": 3 } }";
        var list = Lists.Of(
            Lists.AlphaEntry.Replace("\"default_duration\": 5 }", "\"per_moon_phase\": 3 }", StringComparison.Ordinal), Lists.BetaEntry, Lists.GammaEntry,
            $$"""{ "id": "moon", "name": "Moon", "capabilities": { "text_to_video": true }, {{layout}} }""");
        var run = await directory.SyncAsync(list, "--write");
        Assert.Equal(ExitCode.Incomplete, run.Code);
        Assert.StartsWith("new: moon: text-to-video; 0 listed fields\nnot compared: alpha pricing: an unknown layout: {\"currency\":", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nnot compared: moon pricing: an unknown layout: ", run.Output, StringComparison.Ordinal);
        Assert.Equal(Lists.Alpha + "\n", directory.Model("alpha"));
        var moon = directory.Load().Models.Single(model => model.Id == "moon");
        Assert.Null(moon.Price);
        Assert.Contains("""{"currency":"USD","per_moon_phase":{"full":3}}""", Assert.Single(moon.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_PriceOfAnotherLayout_ReplacesThePrice()
    {
        using var directory = new TextDirectory(Lists.Models);
        var beta = Lists.BetaEntry.Replace("\"per_video\": 0.5, \"fixed_duration_seconds\": 6", "\"per_second\": 0.2, \"supported_durations\": [6]", StringComparison.Ordinal);
        var run = await directory.SyncAsync(Lists.Of(Lists.AlphaEntry, beta, Lists.GammaEntry), "--write");
        Assert.Equal("changed: beta pricing: the listed price differs\n", run.Output);
        var pricing = directory.Load().Models.Single(model => model.Id == "beta").Price!;
        Assert.Equal((0.2m, 0m, "2026-11-20"), (pricing.Rates[0].PerSecond, pricing.Rates[0].PerVideo, pricing.AsOf));
    }

    [Fact]
    public async Task Sync_PriceCoversMoreThanTheList_IsDisputed()
    {
        using var directory = new TextDirectory(Lists.Models);
        var alpha = Lists.AlphaEntry.Replace("\"standard_prices_per_second\": { \"720p\": 0.1 }, \"pro_prices_per_second\": { \"720p\": 0.3, \"1080p\": 0.5 }", "\"per_resolution\": { \"720p\": 9 }", StringComparison.Ordinal);
        var run = await directory.SyncAsync(Lists.Of(alpha, Lists.BetaEntry, Lists.GammaEntry), "--write");
        Assert.StartsWith("disputed: alpha pricing: the list says other prices: resolution = 720p: 9", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"true\":  { resolution: { \"720p\": 0.30, \"1080p\": 0.50 } }   # dear\n", directory.Model("alpha"), StringComparison.Ordinal);
        Assert.Equal("", (await directory.SyncOnAsync(TextDirectory.Today.AddDays(3), Lists.Of(alpha, Lists.BetaEntry, Lists.GammaEntry))).Output);
    }

    [Fact]
    public async Task Sync_Json_ListsTheSameChanges()
    {
        using var directory = new TextDirectory(Lists.Models);
        var run = await directory.SyncAsync(Lists.Moved, "--json");
        Assert.Equal(ExitCode.Invalid, run.Code);
        Assert.Equal((30, 2), (run.Json["compared"]!.GetValue<int>(), run.Json["notCompared"]!.AsArray().Count));
        Assert.Equal((true, false), (run.Json["drift"]!.GetValue<bool>(), run.Json["written"]!.GetValue<bool>()));
        Assert.Equal(["new", "renamed", "changed", "changed", "vanished"], run.Json["changes"]!.AsArray().Select(change => change!["kind"]!.GetValue<string>()));
        Assert.Equal(7, run.Json["files"]!.AsArray().Count);
    }

    [Fact]
    public async Task Sync_NamesFile_IsUpdated()
    {
        using var directory = new TextDirectory(Lists.Models);
        directory.Write("names.txt", Schema.Loading.NameList.Write(directory.Load(), "nanogpt"));
        await directory.SyncAsync(Lists.Moved, "--write");
        Assert.Equal(Schema.Loading.NameList.Write(directory.Load(), "nanogpt"), directory.Read("names.txt"));
        Assert.Contains("AlphaResolution.R4k\n", directory.Read("names.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_LineEndingsAndByteOrderMark_AreKept()
    {
        using var directory = new TextDirectory(Lists.Models);
        directory.Write("models/alpha.yaml", "\ufeff" + Lists.Alpha.ReplaceLineEndings("\r\n") + "\r\n");
        await directory.SyncAsync(Lists.Moved, "--write");
        var bytes = await File.ReadAllBytesAsync(Path.Combine(directory.Folder, "models/alpha.yaml"), TestContext.Current.CancellationToken);
        Assert.True(bytes.AsSpan().StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }));
        Assert.DoesNotContain('\n', directory.Model("alpha").Replace("\r\n", "", StringComparison.Ordinal));
        Assert.Contains("R4k", string.Join(' ', directory.Load().Models.Single(model => model.Id == "alpha").FindField("resolution")!.Values.Select(value => value.Member)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_DirectoryWithErrors_IsNotChanged()
    {
        using var directory = new TextDirectory([("alpha", Lists.Alpha.Replace("modes:", "mode:", StringComparison.Ordinal))]);
        var before = directory.Snapshot();
        var run = await directory.SyncAsync(Lists.Moved, "--write");
        Assert.Equal((ExitCode.Invalid, ""), (run.Code, run.Output));
        Assert.Contains("alpha.yaml(6,1): error NGPT", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, directory.Snapshot());
    }

    [Fact]
    public async Task Sync_OneFileCannotBeWritten_WritesNone()
    {
        using var directory = new TextDirectory(Lists.Models);
        Directory.CreateDirectory(Path.Combine(directory.Folder, "models", "makers__delta-1.5.yaml"));
        var before = directory.Snapshot();
        var run = await directory.SyncAsync(Lists.Moved, "--write");
        Assert.Equal(ExitCode.Invalid, run.Code);   // a folder with the name of a model's file is seen before anything is written
        Assert.Equal(before, directory.Snapshot());
    }

    [Fact]
    public async Task Sync_EditThatWouldNotLoad_IsRevertedAlone()
    {
        // A property cannot have the name of its type.
        using var directory = new TextDirectory(Lists.Models);
        var odd = Lists.BetaEntry.Replace("\"parameters\": {", "\"parameters\": { \"beta_request\": { \"type\": \"switch\" },", StringComparison.Ordinal);
        var run = await directory.SyncAsync(Lists.Of(Lists.AlphaEntry, odd, Lists.GammaEntry, Lists.Delta), "--write");
        Assert.StartsWith("new: makers/delta-1.5: text-to-video, image-to-video; 9 listed fields\nnot compared: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("not compared: beta supported_parameters: the listed values would not load: NGPT", run.Output, StringComparison.Ordinal);
        Assert.Equal(Lists.Beta + "\n", directory.Model("beta"));
        directory.Load();
    }

    [Theory]
    [InlineData("sync", "--from", "x.json")]
    [InlineData("sync", "--provider", "nobody")]
    public async Task Sync_InvalidCommandLine_IsAUsageError(params string[] args) =>
        Assert.Equal(ExitCode.Usage, (await Run.Of(args)).Code);

    [Fact]
    public async Task Sync_ListMissingOrNotJson_IsAFileError()
    {
        using var directory = new TextDirectory(Lists.Models);
        Assert.Equal(ExitCode.File, (await TextDirectory.RunOnAsync(TextDirectory.Today, "sync", "--provider", "nanogpt", "--from", "/nowhere/x.json", "-d", directory.Root)).Code);
        var run = await directory.SyncAsync("{ \"object\": \"list\", ");
        Assert.Equal(ExitCode.File, run.Code);
        Assert.Contains("The list is not JSON at line 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_ListMadeOfTheShippedDirectory_ChangesNothing()
    {
        var root = Repository.Root;
        var list = DerivedList.Of(Schema.Loading.ModelDirectory.Load(DirectoryFiles.Read(Path.Combine(root, "schema", "nanogpt")), TestContext.Current.CancellationToken).Models);
        var path = Path.Combine(Path.GetTempPath(), $"nanogpt-derived-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(path, list, TestContext.Current.CancellationToken);
        try
        {
            var run = await TextDirectory.RunOnAsync(TextDirectory.Today, "sync", "--provider", "nanogpt", "--from", path, "-d", Path.Combine(root, "schema"));

            // A derived list contains only prices that one field decides.
            Assert.All(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.EndsWith(" pricing: the list says no price", line, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
