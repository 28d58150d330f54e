using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Loading;

/// <summary>Tests how a model's keys override those of <c>fields.yaml</c>.</summary>
public sealed class MergeTests
{
    private const string Declared = """
        prompt:     { type: string, wire: text, max_length: 100, summary: What it shows. }
        frames:     { type: integer, min: 1, max: 200, step: 1, default: 81 }
        guidance:   { type: number, min: 0, max: 20, default: 5 }
        resolution: { type: enum, values: ["480p", "720p"], default: 720p, prefix: R, disputed: ["480p"] }
        image:      { type: image, wire: { url: imageUrl, data: imageDataUrl, attachment: imageId } }
        pictures:   { type: image, wire: imageUrls, list: { max: 4 } }
        duration:   { type: seconds, min: 1, max: 10 }
        caption:    { type: string, references: { "@Image": pictures, "@Start": image } }
        story:      { type: object, fields: { title: { type: string }, style: { type: enum, values: [film, comic] } } }
        """;

    [Fact]
    public void Merge_FieldWithoutKeys_IsTheDeclaredField() =>
        Assert.True(Field("prompt:") is { MaxLength: 100, Summary: "What it shows.", Wire.Name: "text", Property: "Prompt" });

    [Fact]
    public void Merge_OneKey_ReplacesThatKeyOnly() =>
        Assert.True(Field("prompt: { max_length: 5 }") is { MaxLength: 5, Wire.Name: "text" });

    [Fact]
    public void Merge_KeyWithoutValue_RemovesTheDeclaredKey() =>
        Assert.True(Field("frames: { default: , step: }") is { Default: null, Step: null, Max: 200 });

    [Fact]
    public void Merge_Values_ReplaceTheRange()
    {
        var field = Field("frames: { values: [81, 100] }");
        Assert.True(field is { Min: null, Max: null, Step: null, TypeName: null });
        Assert.Equal(["81", "100"], field.Values.Select(value => value.Wire));
        Assert.Equal(Scalar.Of(81), field.Default);
    }

    [Fact]
    public void Merge_Range_ReplacesTheValues() =>
        Assert.True(Model("frames: { max: 300 }", Declared.Replace("min: 1, max: 200, step: 1", "values: [81, 100]", StringComparison.Ordinal)) is { Values.IsEmpty: true, Max: 300 });

    [Fact]
    public void Merge_Values_ReplaceDisputedValues() =>
        Assert.All(Field("resolution: { values: [\"480p\", \"720p\"] }").Values, value => Assert.False(value.IsDisputed));

    [Fact]
    public void Merge_ExclusiveBound_ReplacesTheInclusiveBound() =>
        Assert.True(Field("guidance: { above: 0 }") is { Min: 0, IsMinExclusive: true, Max: 20, IsMaxExclusive: false });

    [Fact]
    public void Merge_RequiredOrFixed_RemovesTheDefault()
    {
        Assert.True(Field("guidance: { required: true }") is { IsRequired: true, Default: null });
        Assert.True(Field("guidance: { fixed: 7 }") is { Default: null } field && field.Fixed == Scalar.Of(7));
    }

    [Fact]
    public void Merge_SingleWireKey_TakesEveryForm() =>
        Assert.True(Field("image: { wire: image }").Media is { UrlKey: "image", DataKey: "image", AttachmentKey: "image" });

    [Fact]
    public void Merge_Accepts_RemovesOtherWireKeys() =>
        Assert.True(Field("image: { accepts: [url, data] }").Media is { UrlKey: "imageUrl", DataKey: "imageDataUrl", AttachmentKey: null });

    [Fact]
    public void Merge_TypeNames_AreMadeInTheScopeOfTheModel()
    {
        var story = Field("story:");
        Assert.Equal("SampleStory", story.TypeName);
        Assert.Equal("SampleStoryStyle", story.Fields[1].TypeName);
        Assert.Equal("SampleLook", Field("resolution: { name: Look }").TypeName);
        Assert.Equal("SampleStory", Field("story: { summary: Other. }").TypeName);
        Assert.Equal("SampleStoryStyle", Field("story: { summary: Other. }").Fields[1].TypeName);
    }

    [Theory]
    [InlineData("caption:", "")]
    [InlineData("pictures: , caption:", "@Image=pictures")]
    [InlineData("caption: , image: , pictures:", "@Image=pictures @Start=image")]
    [InlineData("caption: { max_length: 5 }, pictures:", "@Image=pictures")]
    [InlineData("caption: { references: { \"@Picture\": pictures } }, pictures: , image:", "@Picture=pictures")]
    [InlineData("caption: { references: }, pictures:", "")]
    [InlineData("caption: { list: { max: 2 } }, pictures:", "")]
    [InlineData("caption: { fixed: A cat }, pictures:", "")]
    public void Merge_DeclaredReferences_ApplyIfTheModelHasTheField(string inputs, string references)
    {
        var catalog = Verify.Files(Sample.ProviderFile(), Sample.FieldsFile(Declared), Sample.ModelFile(Sample.CompleteModel($"inputs: {{ {inputs} }}")));
        var caption = Assert.Single(catalog.Models).FindField("caption")!;
        Assert.Equal(references, string.Join(' ', caption.References.Select(reference => $"{reference.Marker}={reference.Field}")));
    }

    [Fact]
    public void Load_BrokenDeclaredReference_DropsTheModelsWithTheField()
    {
        var catalog = Load.Files(
            Sample.ProviderFile(), Sample.FieldsFile("prompt: { type: string, references: { \"@Image\": images } }\nscript: { type: string }"),
            Sample.ModelFile(Sample.CompleteModel("id: one\ninputs: { prompt: }")), Sample.ModelFile(Sample.CompleteModel("id: two\ninputs: { script: }")));
        Assert.Equal(["NGPT084"], catalog.Issues.Select(issue => issue.Rule.Id));
        Assert.Equal(["two"], catalog.Models.Select(model => model.Id));
    }

    [Fact]
    public void Load_UserReferenceToABuiltInField_IsResolved()
    {
        var own = Sample.FieldsFile("caption: { type: string, references: { \"@Picture\": pictures } }") with { IsUserFile = true, Path = "own/fields.yaml" };
        var model = Sample.ModelFile(Sample.CompleteModel("inputs: { caption: , pictures: }"));
        var good = Verify.Files(Sample.ProviderFile(), Sample.FieldsFile(Declared), own, model);
        Assert.Equal("pictures", Assert.Single(Assert.Single(good.Models).FindField("caption")!.References).Field);
        Assert.Equal(["NGPT006"], Load.Files(Sample.ProviderFile(), Sample.FieldsFile("a: ["), own, model).Issues.Select(issue => issue.Rule.Id));
    }

    [Fact]
    public void Merge_FixedField_HasNoType() => Assert.Null(Field("resolution: { fixed: 720p }").TypeName);

    [Theory]
    [InlineData("duration:", true)]
    [InlineData("duration: { form: number }", false)]
    [InlineData("frames:", false)]
    [InlineData("frames: { form: string }", true)]
    public void Merge_Seconds_AreTextOnTheWireByDefault(string input, bool isText) =>
        Assert.Equal(isText, Field(input).Wire.IsText);

    private static FieldInfo Field(string input) => Model(input, Declared);

    private static FieldInfo Model(string input, string fields)
    {
        var catalog = Verify.Files(Sample.ProviderFile(), Sample.FieldsFile(fields), Sample.ModelFile(Sample.CompleteModel("inputs:\n  " + input)));
        return Assert.Single(Assert.Single(catalog.Models).Fields);
    }
}
