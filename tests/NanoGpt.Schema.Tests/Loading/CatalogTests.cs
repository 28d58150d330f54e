using System.Runtime.CompilerServices;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Loading;

public sealed class CatalogTests
{
    [Fact]
    public void Load_CompleteModel_IsReadWhole()
    {
        var model = Assert.Single(Verify.Model("""
            id: sora-2
            title: Sora 2
            summary: Text-to-video by OpenAI.
            modes: [text-to-video, image-to-video]
            outputs: 2
            confidence: low
            inputs:
              prompt:     { required: true, max_length: 500 }
              image:
              pro_mode:   { default: false, cost: true }
              resolution: { values: ["720p", "1792x1024"], disputed: ["1792x1024"] }
              duration:   { wire: seconds, values: [4, 8], default: 4, suffix: s }
              num_frames: { fixed: 81, send: true }
            rules:
              - id: wide-needs-pro
                when:    { resolution: "1792x1024" }
                require: { pro_mode: true }
                because: Only in pro mode.
                severity: warning
                sources: [guide-2026-02]
            pricing:
              currency: USD
              as_of: "2026-08-24"
              per_second:
                pro_mode:
                  "false": { resolution: { "720p": 0.10 } }
                  "true":  { resolution: { "720p": 0.30, "1792x1024": 0.50 } }
            sources: [endpoint-page-2025-11, guide-2026-02]
            disputes:
              - { about: modes, claims: { endpoint-page-2025-11: both, guide-2026-02: one }, resolved: Both. }
            notes: [One.]
            """).Models);

        Assert.Equal(("nanogpt", "sora-2", "Sora2", "Sora2Request", "Sora 2"), (model.Provider, model.Id, model.TypeName, model.RequestType, model.Title));
        Assert.Equal((2, "low"), (model.Outputs, model.Confidence));
        Assert.Equal(["Prompt", "Image", "ProMode", "Resolution", "Duration", "NumFrames"], model.Fields.Select(input => input.Property));

        Assert.True(model.FindField("prompt") is { IsRequired: true, MaxLength: 500, TypeName: null, Type: FieldType.String });
        Assert.Equal(new MediaInfo { UrlKey = "imageUrl", DataKey = "imageDataUrl", AttachmentKey = "imageAttachmentId", MaxBytes = 4_000_000 }, model.FindField("image")!.Media);
        Assert.True(model.FindField("pro_mode") is { IsCostDriver: true } flag && flag.Default == Scalar.Of(false));
        var resolution = model.FindField("resolution")!;
        Assert.Equal("Sora2Resolution", resolution.TypeName);
        Assert.Equal([new ValueInfo("720p", "R720p", false), new ValueInfo("1792x1024", "R1792x1024", true)], resolution.Values);
        var duration = model.FindField("duration")!;
        Assert.Equal("Sora2Duration", duration.TypeName);
        Assert.Equal([new ValueInfo("4", "Seconds4", false), new ValueInfo("8", "Seconds8", false)], duration.Values);
        Assert.Equal(new WireInfo { Name = "seconds", IsText = true, Suffix = "s" }, duration.Wire);
        Assert.True(model.FindField("num_frames") is { IsSent: true, TypeName: null } frames && frames.Fixed == Scalar.Of(81));

        var rule = Assert.Single(model.Rules);
        Assert.Equal((RuleKind.Require, true, "Only in pro mode."), (rule.Kind, rule.IsWarning, rule.Because));
        Assert.Equal([new ConditionInfo("resolution", ConditionOperator.IsOneOf, new([Scalar.Of("1792x1024")]))], rule.When);
        Assert.Equal([new ConditionInfo("pro_mode", ConditionOperator.IsOneOf, new([Scalar.Of(true)]))], rule.Conditions);
        Assert.Equal([0.10m, 0.30m, 0.50m], model.Price!.Rates.Select(rate => rate.PerSecond));
        Assert.Equal([new DisputeSpec("modes", new([new ClaimSpec("endpoint-page-2025-11", "both"), new ClaimSpec("guide-2026-02", "one")]), "Both.")], model.Disputes);
    }

    [Fact]
    public void Load_ProviderWithHttpLinks_AppliesToAllMedia()
    {
        var model = Sample.ModelFile(Sample.CompleteModel("inputs: { prompt: , image: , video: }"));
        var catalog = Load.Files(Sample.ProviderFile("http_links: true\n" + Sample.Provider), Sample.FieldsFile(), model);
        Assert.Empty(catalog.Issues);
        Assert.True(catalog.Providers[0].HttpLinks);
        Assert.All(catalog.Models[0].Fields.Where(input => input.IsMedia), input => Assert.True(input.Media!.AcceptsHttp));
        Assert.NotEqual(Load.Files(Sample.ProviderFile(), Sample.FieldsFile(), model).Models[0], catalog.Models[0]);
    }

    [Fact]
    public void Load_NamedDispute_IsThatOfTheProvider()
    {
        var named = Assert.Single(Load.Model("disputes: [duration-as-text]").Models);
        var written = Assert.Single(Load.Model("disputes: [{ about: duration, claims: { endpoint-page-2025-11: a text, guide-2026-02: a number }, resolved: Sent as text. }]").Models);

        Assert.Equal("Sent as text.", Assert.Single(named.Disputes).Resolved);
        Assert.Equal(written, named);
    }

    [Fact]
    public void Load_OtherCommentsAndQuotes_GivesAnEqualModel()
    {
        var one = Load.Model("inputs:\n  prompt: { required: true }\n  duration: { values: [5, 10] }\nnotes: [\"a\", b]");
        var two = Load.Model("# a comment\n\nnotes:\n  - a   # here\n  - 'b'\ninputs: { \"prompt\": { required: true }, # there\n  duration: { values: [ 5,10 ] } }");
        Assert.Equal(Assert.Single(one.Models), Assert.Single(two.Models));
        Assert.Equal(one.Models.GetHashCode(), two.Models.GetHashCode());
        Assert.Equal(one.Providers, two.Providers);
    }

    [Fact]
    public void Load_NumbersWithTrailingZeros_AreReadWithoutThem()
    {
        var model = Assert.Single(
            Load.Model("inputs: { prompt: , guidance: { min: 0.80, max: 2.0, default: 1.0 }, num_frames: { values: [5.0, 10] } }").Models);

        Assert.Equal("0.8 to 2", BoundsText.Range(model.FindField("guidance")!));
        Assert.Equal("1", model.FindField("guidance")!.Default!.Text);
        Assert.Equal(["5", "10"], model.FindField("num_frames")!.Values.Select(value => value.Wire));
    }

    [Theory]
    [InlineData("inputs: { prompt: { required: true } }")]
    [InlineData("inputs: { prompt: , image: }")]
    [InlineData("inputs: { prompt: { wire: text } }")]
    [InlineData("inputs: { prompt: }\nrules: [{ id: a, require: { prompt: set }, because: Why. }]")]
    [InlineData("inputs: { prompt: }\npricing: { currency: USD, as_of: \"2026-08-24\", per_video: 1 }")]
    [InlineData("title: Other")]
    [InlineData("outputs: 2")]
    [InlineData("sources: [guide-2026-02]")]
    [InlineData("notes: [x]")]
    public void Load_OtherFacts_GivesAnotherModel(string text) =>
        Assert.NotEqual(Assert.Single(Load.Model("").Models), Assert.Single(Load.Model(text).Models));

    [Fact]
    public void Load_OtherReferences_GivesAnotherModel() =>
        Assert.Equal(3, new[] { "", "references: { \"@Image\": images }", "references: { \"@Picture\": images }" }
            .Select(own => Assert.Single(Load.Model($"inputs: {{ images: , prompt: {{ {own} }} }}").Models)).Distinct().Count());

    [Fact]
    public void Load_FilesInAnyOrder_GivesTheSameCatalog()
    {
        var files = Load.Provider("nanogpt").Append(Sample.ModelFile(Sample.CompleteModel("title: ["))).ToList();
        var one = Load.Files(files);
        files.Reverse();
        var two = Load.Files(files);
        Assert.Equal(one.Models, two.Models);
        Assert.Equal(one.Issues, two.Issues);
    }

    [Fact]
    public void Load_SeveralFiles_SortsModelsAndIssues()
    {
        var catalog = Load.Files(
            [.. Sample.With("id: b\nx: 1\ny: 2"), Sample.ModelFile(Sample.CompleteModel("id: c")), Sample.ModelFile(Sample.CompleteModel("id: B2")), Sample.ModelFile(Sample.CompleteModel("id: a\nz: 1"))]);
        Assert.Equal(["B2", "c"], catalog.Models.Select(model => model.Id));
        Assert.Equal(["a.yaml z", "b.yaml x", "b.yaml y"], catalog.Issues.Select(issue => $"{Path.GetFileName(issue.Path)} {issue.Message.Split('\'')[1]}"));
    }

    [Fact]
    public void Load_BrokenFile_DropsOnlyItself()
    {
        var catalog = Load.Files([.. Sample.With("id: good"), Sample.ModelFile("id: [", "nanogpt/models/bad.yaml"), Sample.ModelFile(Sample.CompleteModel("id: worse\nmodes: [no-such-mode]"))]);
        Assert.Equal(["good"], catalog.Models.Select(model => model.Id));
        Assert.Equal(["NGPT006", "NGPT027"], catalog.Issues.Select(issue => issue.Rule.Id));
    }

    [Fact]
    public void Load_Warning_KeepsTheModel()
    {
        var catalog = Load.Model("status: deprecated\nsuccessor: nobody");
        Assert.Equal(IssueSeverity.Warning, Assert.Single(catalog.Issues).Severity);
        Assert.Equal("nobody", Assert.Single(catalog.Models).Successor);
    }

    [Fact]
    public void Load_BrokenFieldDeclaration_DropsItsModelsWithOneIssue()
    {
        var fields = Sample.FieldsFile("prompt: { type: string }\nsize: { type: text }\n");
        var users = Enumerable.Range(0, 100).Select(i => Sample.ModelFile(Sample.CompleteModel($"id: m{i}\ninputs: {{ prompt: , size: }}\nrules: [{{ id: a, require: {{ size: set }}, because: Why. }}]")));
        var catalog = Load.Files([Sample.ProviderFile(), fields, Sample.ModelFile(Sample.CompleteModel("id: free")), .. users]);
        Assert.Equal("NGPT027", Assert.Single(catalog.Issues).Rule.Id);
        Assert.Equal(["free"], catalog.Models.Select(model => model.Id));
    }

    [Fact]
    public void Load_UnreadableFieldsFile_GivesOneIssue()
    {
        var catalog = Load.Files([Sample.ProviderFile(), Sample.FieldsFile("prompt: { type: string"), .. Enumerable.Range(0, 50).Select(i => Sample.ModelFile(Sample.CompleteModel($"id: m{i}")))]);
        Assert.Equal("NGPT006", Assert.Single(catalog.Issues).Rule.Id);
        Assert.Empty(catalog.Models);
    }

    [Fact]
    public void Load_ErrorInTheProviderFile_KeepsTheModels()
    {
        var catalog = Load.Files([Sample.ProviderFile(Sample.Provider + "\nlimit: 5"), Sample.FieldsFile(), Sample.ModelFile(Sample.CompleteModel(""))]);
        Assert.Equal("NGPT020", Assert.Single(catalog.Issues).Rule.Id);
        Assert.Single(catalog.Models);
        Assert.Single(catalog.Providers);
    }

    [Fact]
    public void Load_UserModelWithABuiltInId_ReplacesTheBuiltInModel()
    {
        var builtIn = Sample.With("title: Built in\nnotes: [x]\nnonsense: 1");
        var mine = Sample.ModelFile(Sample.CompleteModel("title: Mine"), "mine/sample.yaml") with { IsUserFile = true };
        var catalog = Load.Files([.. builtIn, mine]);
        Assert.Empty(catalog.Issues);
        Assert.Equal("Mine", Assert.Single(catalog.Models).Title);
        Assert.Empty(catalog.Models[0].Notes);

        var broken = Load.Files([.. builtIn, mine with { Text = mine.Text + "more: nonsense\n" }]);
        Assert.Empty(broken.Models);
        Assert.Equal(["mine/sample.yaml"], broken.Issues.Select(issue => issue.Path));
    }

    [Fact]
    public void Load_UserModelWithoutSources_IsValid()
    {
        var text = Sample.CompleteModel("id: mine").Replace("sources: [endpoint-page-2025-11]", "", StringComparison.Ordinal);
        var mine = Sample.ModelFile(text) with { IsUserFile = true };
        var catalog = Load.Files([.. Sample.With(""), mine]);
        Assert.Empty(catalog.Issues);
        Assert.Contains(catalog.Models, model => model.Id == "mine");

        Assert.Equal("NGPT021", Assert.Single(Load.Files([.. Sample.With(""), mine with { IsUserFile = false }]).Issues).Rule.Id);
    }

    [Fact]
    public void Load_UserProvider_AddsToTheBuiltInProvider()
    {
        var mine = Sample.ProviderFile("""
            id: nanogpt
            limits: { prompt_characters: 100 }
            sources: { notes: { title: My notes }, guide-2026-02: { title: Another title } }
            """) with { IsUserFile = true, Path = "mine/provider.yaml" };
        var catalog = Load.Files([.. Sample.With("sources: [notes, endpoint-page-2025-11]\ndisputes: [duration-as-text]"), mine]);
        Assert.Empty(catalog.Issues);
        var provider = Assert.Single(catalog.Providers);
        Assert.Equal(("NanoGPT", 4000000, 100), (provider.Title, provider.Limits.UploadBytes, provider.Limits.PromptCharacters));
        Assert.Equal(
            ["Endpoint page", "My notes", "Another title"], provider.Sources.Select(source => source.Title));
        Assert.Single(provider.Disputes);
    }

    [Fact]
    public void Load_BrokenUserProvider_LeavesTheBuiltInModels()
    {
        var mine = Sample.ProviderFile("id: [") with { IsUserFile = true, Path = "mine/provider.yaml" };
        var catalog = Load.Files([.. Sample.With(""), mine]);
        Assert.Single(catalog.Models);
        Assert.Equal("mine/provider.yaml", Assert.Single(catalog.Issues).Path);
    }

    [Fact]
    public void Load_UserFields_AreAddedToTheBuiltInFields()
    {
        var catalog = Load.Files(
        [
            .. Sample.With(""),
            Sample.FieldsFile("sparkle: { type: boolean }") with { Path = "mine/fields.yaml", IsUserFile = true },
            Sample.ModelFile(Sample.CompleteModel("id: mine\ninputs: { prompt: , sparkle: }")) with { IsUserFile = true },
        ]);
        Assert.Empty(catalog.Issues);
        Assert.Equal(["prompt", "sparkle"], catalog.Models.Single(model => model.Id == "mine").Fields.Select(input => input.Name));
    }

    [Fact]
    public void Load_RemovedModelsAndSuccessors_AreInTheCatalog()
    {
        var catalog = Load.Files(
        [
            .. Sample.With("id: old\nstatus: removed\nsuccessor: new-1"), Sample.ModelFile(Sample.CompleteModel("id: new-1")),
            Sample.ModelFile("id: gone\ntitle: Gone\nsummary: Gone.\nstatus: removed\nsince: \"2025-11\"\nsources: [endpoint-page-2025-11]\n"),
        ]);
        Assert.Empty(catalog.Issues);
        Assert.Equal(["gone", "new-1", "old"], catalog.Models.Select(model => model.Id));
        Assert.Equal(["", "", "New1"], catalog.Models.Select(model => model.SuccessorTypeName ?? ""));
    }

    [Fact]
    public void Load_TwoProviders_AreKeptApart()
    {
        var catalog = Load.Files([.. Sample.With(""), .. AtVenice([.. Sample.With("")])]);
        Assert.Empty(catalog.Issues);
        Assert.Equal(["nanogpt", "venice"], catalog.Models.Select(model => model.Provider));
        Assert.Equal(["nanogpt", "venice"], catalog.Providers.Select(provider => provider.Id));
        Assert.Equal(["SampleRequest", "VeniceSampleRequest"], catalog.Models.Select(model => model.RequestType));
    }

    [Theory]
    [InlineData("id: sample", "VeniceSample")]
    [InlineData("id: sample\ntype: Other", "VeniceOther")]
    [InlineData("id: 3d-sample", "Venice3dSample")]
    [InlineData("id: all", "VeniceAll")]      // which alone would be a member of the index
    public void Load_ProviderPrefix_StartsAllTypeNames(string model, string name)
    {
        var catalog = Load.Files(AtVenice([.. Sample.With(model + "\nstatus: deprecated\nsuccessor: next\ninputs: { prompt: , resolution: }"), Sample.ModelFile(Sample.CompleteModel("id: next"))]));
        Assert.Empty(catalog.Issues);
        var sample = Assert.Single(catalog.Models, one => one.Id != "next");
        Assert.Equal((name, name + "Request", "VeniceNext"), (sample.TypeName, sample.RequestType, sample.SuccessorTypeName));
        Assert.Equal(name + "Resolution", sample.FindField("resolution")!.TypeName);
    }

    private static IEnumerable<DirectoryFile> AtVenice(IEnumerable<DirectoryFile> files) => files.Select(file => file with
    {
        Provider = "venice",
        Path = file.Path.Replace("nanogpt", "venice", StringComparison.Ordinal),
        Text = file.Text.Replace("id: nanogpt", "id: venice\ntype_prefix: Venice", StringComparison.Ordinal),
    });

    [Fact]
    public void Load_EightThousandModels_AreRead()
    {
        var models = Enumerable.Range(0, 8_000).Select(i => Sample.ModelFile($"id: model-{i}-a\ntitle: T\nsummary: S.\nmodes: [upscale]\ninputs: {{ prompt: , resolution: }}\nsources: [endpoint-page-2025-11]\n"));
        var catalog = Load.Files([Sample.ProviderFile(), Sample.FieldsFile(), .. models]);
        Assert.Empty(catalog.Issues);
        Assert.Equal(8_000, catalog.Models.Count);
    }

    [Fact]
    public void KindOf_FileName_TellsTheKindOfFile()
    {
        Assert.Equal(FileKind.Provider, DirectoryFile.KindOf("schema/nanogpt/provider.yaml"));
        Assert.Equal(FileKind.Fields, DirectoryFile.KindOf(@"C:\schema\nanogpt\fields.yaml"));
        Assert.Equal(FileKind.Model, DirectoryFile.KindOf("models/fields-of-gold.yaml"));
    }

    [Fact]
    public void ModelDefinition_Properties_HoldNoSpansOrPaths()
    {
        // What an editor caches: were a span or a path in it, every moved comment would make a new model.
        var seen = new HashSet<Type>();
        Visit(typeof(ModelDefinition));
        Visit(typeof(ProviderSpec));
        Assert.True(seen.Count > 10);

        void Visit(Type type)
        {
            if (!seen.Add(type))
            {
                return;
            }

            // Only auto-implemented properties store something.
            foreach (var property in type.GetProperties().Where(property => property.GetMethod!.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)))
            {
                foreach (var part in property.PropertyType.GetGenericArguments().Append(property.PropertyType))
                {
                    Assert.True(part.IsPrimitive || part == typeof(string) || part == typeof(decimal) || part.Name is "Nullable`1" or "EquatableArray`1" || (part.Namespace == typeof(ModelDefinition).Namespace || part.Namespace == typeof(ModelInfo).Namespace), $"{type.Name}.{property.Name}");
                    if ((part.Namespace == typeof(ModelDefinition).Namespace || part.Namespace == typeof(ModelInfo).Namespace) && !part.IsEnum && !part.IsGenericType)
                    {
                        Visit(part);
                    }
                }
            }
        }
    }

    [Fact]
    public void Load_NoFiles_GivesAnEmptyCatalog()
    {
        var catalog = Load.Files();
        Assert.Empty(catalog.Models);
        Assert.Empty(catalog.Issues);
    }
}
