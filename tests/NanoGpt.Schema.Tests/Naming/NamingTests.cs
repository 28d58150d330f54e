using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Evaluation;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Naming;
using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Naming;

public sealed class NamingTests
{
    private static readonly string[] Keywords =
    [
        "class", "event", "record", "field", "value", "await", "var", "nameof", "required", "file", "scoped", "extension", "async", "_", "abstract", "when",
        "global", "notnull", "nint", "dynamic", "partial", "where", "yield", "init", "get", "set", "unmanaged", "managed", "with", "and", "or", "not", "allows",
    ];

    [Theory]
    [InlineData("veo3-1-video", "Veo3_1Video")]
    [InlineData("veo31-video", "Veo31Video")]
    [InlineData("sora-2", "Sora2")]
    [InlineData("wan-video-22-5b", "WanVideo22_5b")]
    [InlineData("bytedance-waver-1.0", "BytedanceWaver1_0")]
    [InlineData("pro_mode", "ProMode")]
    [InlineData("cameraFixed", "CameraFixed")]
    [InlineData("imageURL", "ImageURL")]
    [InlineData("vendor/model", "VendorModel")]
    [InlineData("16:9", "16x9")]
    [InlineData("16_9", "16_9")]
    [InlineData("1792x1024", "1792x1024")]
    [InlineData("a:b", "AB")]
    [InlineData("1.5", "1_5")]
    [InlineData("1--5", "1_5")]
    [InlineData("-1", "Minus1")]
    [InlineData("--", "")]
    [InlineData("", "")]
    [InlineData("@x", "X")]
    [InlineData("8 bit", "8Bit")]
    public void Pascal_Words_AreJoined(string text, string name) => Assert.Equal(name, Identifier.Pascal(text));

    [Theory]
    [InlineData("16:9", "Ratio", "Ratio16x9")]
    [InlineData("720p", "R", "R720p")]
    [InlineData("auto", "R", "Auto")]
    public void Pascal_LeadingDigit_GetsThePrefix(string text, string prefix, string name) =>
        Assert.Equal(name, Identifier.Pascal(text, prefix));

    [Theory]
    [InlineData("2k")]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("_A")]
    [InlineData("Аnime")]
    [InlineData("Café")]
    [InlineData("Ｆull")]
    [InlineData("A b")]
    [InlineData("A-b")]
    [InlineData("A\u0301")]
    public void IsValid_InvalidIdentifier_ReturnsFalse(string name) => Assert.False(Identifier.IsValid(name));

    [Fact]
    public void Pascal_Keywords_AreInvalidAndNeverProduced()
    {
        Assert.All(Keywords, keyword => Assert.False(Identifier.IsValid(keyword)));
        Assert.All(Keywords.Where(keyword => keyword != "_"), keyword => Assert.True(Identifier.IsValid(Identifier.Pascal(keyword)) && Identifier.Pascal(keyword) != keyword));
    }

    [Fact]
    public void Pascal_AsciiText_IsValidIfItStartsWithALetter() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0x20, 0x7e).Select(i => (char)i)).Select(chars => new string(chars)).ToArbitrary(), static text =>
        {
            var name = Identifier.Pascal(text);
            return name.Length == 0 || char.IsAsciiDigit(name[0]) || Identifier.IsValid(name);
        }).Check(2_000);

    [Fact]
    public void Pascal_Name_IsStable() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements("a", "B", "1", "2", "-", "_", ":", ".", " ")).Select(string.Concat).ToArbitrary(), static text =>
        {
            var name = Identifier.Pascal(text);
            return Identifier.Pascal(name) == name && Identifier.Pascal(text) == name;
        }).Check(2_000);

    [Fact]
    public void Load_AnyValues_HaveDistinctValidMembersOrAnIssue() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements("16:9", "16x9", "16_9", "169", "a", "A", "a-b", "aB", "ab", "é", "", "-1", "1", "toString", "Equals", "class", "no", "x y", "x:y"))
            .Where(values => values.Length > 0).ToArbitrary(), static values =>
        {
            var list = string.Join(", ", values.Select(value => $"\"{value}\""));
            var catalog = Load.Model($"inputs:\n  style: {{ values: [{list}], prefix: N }}");
            if (catalog.Issues.Count > 0)
            {
                return catalog.Models.Count == 0;
            }

            var members = catalog.Models[0].Fields[0].Values.Select(value => value.Member).ToList();
            return members.TrueForAll(Identifier.IsValid) && members.Distinct(StringComparer.OrdinalIgnoreCase).Count() == values.Length;
        }).Check(1_000);

    [Fact]
    public void Load_AnyModelIds_HaveDistinctValidTypesOrAnIssue() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements("kling-v2", "kling_v2", "kling-v-2", "Kling-v2", "klingv2", "kling/v2", "2d", "all", "kling.v2", "klin", "x"))
            .Select(ids => ids.Distinct(StringComparer.Ordinal).ToArray()).ToArbitrary(), static ids =>
        {
            var catalog = Load.Files([Sample.ProviderFile(), Sample.FieldsFile(), .. ids.Select(id => Sample.ModelFile(Sample.CompleteModel($"id: {id}")))]);
            var types = catalog.Models.Select(model => model.RequestType).ToList();
            return types.TrueForAll(Identifier.IsValid)
                && types.Distinct(StringComparer.OrdinalIgnoreCase).Count() == types.Count
                && catalog.Models.Select(HintNames.ForModel).Append(HintNames.Index).Distinct(StringComparer.OrdinalIgnoreCase).Count() == types.Count + 1
                && (types.Count == ids.Length || catalog.Issues.Count > 0);
        }).Check(500);

    [Fact]
    public void HintNames_ShippedModels_ArePlainFileNames()
    {
        foreach (var model in Load.Files(Load.Provider("nanogpt")).Models)
        {
            Assert.Matches("^[A-Za-z0-9_.]+$", HintNames.ForModel(model));
        }
    }

    [Fact]
    public void NameList_Model_ListsEachNameOnceInOrder()
    {
        var text = NameList.Write(Load.Model("inputs: { prompt: , resolution: , duration: { values: [5, 10] }, guidance: { fixed: 5 } }"));
        Assert.Equal(
            """
            SampleDuration
            SampleDuration.Seconds10
            SampleDuration.Seconds5
            SampleRequest
            SampleRequest.Duration
            SampleRequest.Prompt
            SampleRequest.Resolution
            SampleResolution
            SampleResolution.R1080p
            SampleResolution.R480p
            SampleResolution.R720p

            """.ReplaceLineEndings("\n"), text);
    }

    [Theory]
    [InlineData("Model")]
    [InlineData("Info")]
    [InlineData("AdditionalFields")]
    [InlineData("Validate")]
    [InlineData("EstimateCost")]
    [InlineData("ToJson")]
    [InlineData("ToString")]
    [InlineData("Equals")]
    [InlineData("GetHashCode")]
    [InlineData("GetType")]
    [InlineData("MemberwiseClone")]
    [InlineData("EqualityContract")]
    [InlineData("PrintMembers")]
    [InlineData("Accept")]
    [InlineData("Read")]
    [InlineData("Clone")]
    [InlineData("WriteTo")]
    [InlineData("Deconstruct")]
    public void IsMember_MembersOfEveryRequest_ReturnsTrue(string name) => Assert.True(ReservedNames.IsMember(name));

    [Theory]
    [InlineData("durration", "duration")]
    [InlineData("Duration", "duration")]
    [InlineData("dura", null)]
    [InlineData("promt", "prompt")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void Find_MisspelledWord_ReturnsTheNearestWord(string word, string? guess) =>
        Assert.Equal(guess, NearestWord.Find(word, ["duration", "prompt", "image"]));
}
