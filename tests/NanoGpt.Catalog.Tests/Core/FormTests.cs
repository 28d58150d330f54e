using System.Text.Json;
using NanoGpt.Catalog.Tests.Kit;

namespace NanoGpt.Catalog.Tests;

public sealed class FormTests
{
    [Fact]
    public void Create_EveryModel_HasTheFieldsOfTheDefinition()
    {
        foreach (var model in BuiltIn.Definitions.Models)
        {
            var read = BuiltIn.Directory.Find($"{model.Provider}/{model.Id}")!;

            Assert.Equal(model.Fields.Select(Describe), read.Info.Fields.Select(Describe));
            Assert.Equal(model.Rules.Select(static rule => (rule.Id, rule.Because)), read.Info.Rules.Select(static rule => (rule.Id, rule.Because)));
        }

        static string Describe(FieldInfo field) => $"{field.Name} {field.Summary} {field.Fixed?.Text} "
            + (field.Fixed is null
                ? $"{field.TypeName} {string.Join('|', field.Values.Select(static value => value.Wire + "=" + value.Member))}"
                    + string.Join(';', field.Fields.Select(Describe))
                : "");
    }

    [Fact]
    public void Create_ExampleOfEveryModel_HasNoFindings()
    {
        var findings = BuiltIn.Forms.Select(ExampleRequest.Create)
            .SelectMany(static request => request.Validate()
                .Where(static finding => finding.Code != FindingCodes.ModelDeprecated).Select(finding => $"{request.Type.Model.Key}: {finding}"));

        Assert.Empty(findings);
    }

    [Fact]
    public void Validate_GeneratedStates_EqualsTheGeneratedRequests()
    {
        var forms = new RandomForms(20_261_129);
        var checkedFindings = 0;
        for (var i = 0; i < 2_000; i++)
        {
            // JSON does not say whether a text is a link or an attachment, so both are read from it.
            var request = forms.Next();
            request = request.Type.Parse(request.ToJson()).Request;
            var generated = GeneratedModels.Convert(request);

            Assert.Equal(generated.ToJson(), request.ToJson());
            Assert.Equal(generated.Validate(), request.Validate());
            Assert.Equal(generated.EstimateCost(), request.EstimateCost());
            checkedFindings += request.Validate().Count;
        }

        Assert.True(checkedFindings > 1_000, $"Only {checkedFindings} findings were compared.");
    }

    [Fact]
    public void Validate_WideSoraWithoutPro_ReportsTheRuleInTheWordsOfTheCompiler()
    {
        var request = BuiltIn.Request("nanogpt/sora-2", ("prompt", "Waves"), ("resolution", 1));

        var finding = Assert.Single(request.Validate());

        Assert.Equal(
            "NGPT120: Resolution = R1792x1024 requires ProMode = true: 1792x1024 is rendered only in pro mode.", finding.ToString());
        Assert.Equal("wide-needs-pro", finding.Rule);
    }

    [Fact]
    public void Parse_JsonOfEveryExample_ReturnsTheSameRequest()
    {
        foreach (var request in BuiltIn.Forms.Select(ExampleRequest.Create))
        {
            var reading = request.Type.Parse(request.ToJson());

            Assert.Empty(reading.Dropped);
            Assert.Equal(request.ToJson(), reading.Request.ToJson());
        }
    }

    [Fact]
    public void Parse_KeysAndValuesThatTheModelDoesNotHave_AreNamedAndLeftOut()
    {
        var reading = BuiltIn.Form("nanogpt/sora-2").Parse("""{"prompt":"Waves","resolution":"4k","colour":"red","seconds":"8"}""");

        Assert.Equal(["colour", "resolution"], reading.Dropped.Order());
        Assert.Equal("""{"model":"sora-2","prompt":"Waves","seconds":"8"}""", reading.Request.ToJson());
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"prompt":"\ud800"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("""{"prompt":"a","prompt":"b"}""")]
    [InlineData("""{"imageUrl":{"a":[{"b":1,"b":2}]}}""")]
    public void Parse_JsonThatIsNoRequest_ThrowsWhatThePagesShow(string json)
    {
        var failure = Assert.ThrowsAny<Exception>(() => BuiltIn.Form("nanogpt/sora-2").Parse(json));

        Assert.True(failure is JsonException or FormatException, failure.ToString());
    }

    [Theory]
    [InlineData("""{"model":"sora-2"}""", "sora-2")]
    [InlineData("""{"model":7}""", null)]
    [InlineData("[]", null)]
    public void FindModel_Json_ReturnsTheModel(string json, string? model) => Assert.Equal(model, FormType.FindModel(json));

    [Fact]
    public void FindModel_InvalidUnicode_ThrowsFormatException() =>
        Assert.Throws<FormatException>(() => FormType.FindModel("""{"model":"\ud800"}"""));
}
