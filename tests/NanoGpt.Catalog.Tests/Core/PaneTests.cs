using NanoGpt.Catalog.Tests.Kit;
using NanoGpt.Catalogs.Panes;

namespace NanoGpt.Catalog.Tests;

public sealed class PaneTests
{
    [Fact]
    public void CSharp_OfEveryModelAndOfGeneratedStates_CompilesToTheSameRequest()
    {
        var forms = new RandomForms(18);
        List<FormRequest> requests =
        [
            .. BuiltIn.Forms.Select(ExampleRequest.Create).Where(static request => !HasFile(request)),
            .. Enumerable.Range(0, 200).Select(_ => forms.Next()).Where(HasRequiredFields),
        ];

        var created = GeneratedModels.Run([.. requests.Select(CSharpPane.Format)]);

        Assert.True(requests.Count > 250, $"Only {requests.Count} requests were compiled.");
        Assert.All(requests.Zip(created), static pair => Assert.Equal(pair.First.ToJson(), pair.Second.ToJson()));
    }

    [Fact]
    public void CSharp_Sora_IsTheInitializer() => Assert.Equal(
        """
        using NanoGpt;
        using NanoGpt.Models;

        var request = new Sora2Request
        {
            Prompt = "Waves \"at\" dusk",
            Image = ImageInput.FromFile("street.png"),
            ProMode = true,
            Resolution = Sora2Resolution.R1792x1024,
            Duration = Sora2Duration.Seconds8,
        };

        """,
        CSharpPane.Format(Flagship()));

    [Fact]
    public void Curl_TextWithQuotes_IsOneShellWord()
    {
        var request = BuiltIn.Request("nanogpt/sora-2", ("prompt", "It's \"late\""));

        var command = CurlPane.Format(request);

        Assert.StartsWith("curl https://nano-gpt.com/api/generate-video \\\n", command, StringComparison.Ordinal);
        Assert.Contains("-H \"x-api-key: $NANOGPT_API_KEY\"", command, StringComparison.Ordinal);
        Assert.Equal(request.ToJson(), CurlPane.FindJson(command));
    }

    [Fact]
    public void Curl_Venice_NamesItsEndpointAndHeader()
    {
        var request = ExampleRequest.Create(BuiltIn.Forms.First(static form => form.Model.Info.Provider == "venice"));

        var command = CurlPane.Format(request);

        Assert.Contains("https://api.venice.ai/api/v1/video/queue", command, StringComparison.Ordinal);
        Assert.Contains("-H \"Authorization: Bearer $VENICE_API_KEY\"", command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("curl -X POST https://x -d '{\"a\":1}'", "{\"a\":1}")]
    [InlineData("curl https://x \\\n  --data-raw \"{\\\"a\\\":1}\"", "{\"a\":1}")]
    [InlineData("curl https://x --json={\"a\":1}", "{a:1}")]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    public void FindJson_Command_ReturnsItsData(string command, string json) => Assert.Equal(json, CurlPane.FindJson(command));

    [Theory]
    [InlineData("curl https://x", "-d")]
    [InlineData("curl https://x -d @body.json", "body.json")]
    public void FindJson_CommandWithoutJson_SaysWhatIsMissing(string command, string word) =>
        Assert.Contains(word, Assert.Throws<FormatException>(() => CurlPane.FindJson(command)).Message, StringComparison.Ordinal);

    [Fact]
    public void Command_Sora_NamesFieldsAndFiles() => Assert.Equal(
        "nanogpt run nanogpt/sora-2 prompt='Waves \"at\" dusk' image@street.png pro_mode=true resolution=1792x1024 duration=8\n",
        CommandPane.Format(Flagship()));

    [Fact]
    public void Shorten_File_KeepsTheRest()
    {
        var json = Flagship(1_000).ToJson();

        var shown = JsonPane.Shorten(json);

        Assert.InRange(shown.Length, 100, 400);
        Assert.EndsWith(json[^40..], shown, StringComparison.Ordinal);
        Assert.Contains("… (1336 characters)", shown, StringComparison.Ordinal);
    }

    private static FormRequest Flagship(int bytes = 12) => BuiltIn.Request(
        "nanogpt/sora-2",
        ("prompt", "Waves \"at\" dusk"),
        ("image", FormMedium.FromFile(FieldType.Image, new byte[bytes], "street.png", "image/png")),
        ("pro_mode", true),
        ("resolution", 1),
        ("duration", 8));

    // The compiler requires these, and the files of the panes do not exist.
    private static bool HasRequiredFields(FormRequest request) =>
        !HasFile(request) && !request.Validate().Any(static finding => finding.Code == FindingCodes.Required);

    private static bool HasFile(FormRequest request) => request.ToJson().Contains(";base64,", StringComparison.Ordinal);
}
