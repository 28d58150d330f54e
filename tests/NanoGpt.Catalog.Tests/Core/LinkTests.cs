using NanoGpt.Catalog.Tests.Kit;
using NanoGpt.Catalogs.Links;

namespace NanoGpt.Catalog.Tests;

public sealed class LinkTests
{
    [Fact]
    public void Read_WrittenLinkOfGeneratedStates_ReturnsTheSameForm()
    {
        var forms = new RandomForms(3);
        for (var i = 0; i < 500; i++)
        {
            var request = forms.Next();

            var reading = FormLink.Read(request.Type, ValueOf(FormLink.Write(request)));

            Assert.Equal(request.ToJson(), reading!.Request.ToJson());
            Assert.Empty(reading.Dropped);
        }
    }

    [Fact]
    public void Write_EmptyForm_IsEmpty() => Assert.Equal("", FormLink.Write(BuiltIn.Request("nanogpt/sora-2")));

    [Fact]
    public void Write_File_IsLeftOut()
    {
        var request = BuiltIn.Request(
            "nanogpt/sora-2", ("prompt", "Waves"), ("image", FormMedium.FromFile(FieldType.Image, new byte[50], "a.png", "image/png")));

        Assert.Equal("""{"prompt":"Waves"}""", ValueOf(FormLink.Write(request)));
    }

    [Fact]
    public void Read_TextThatIsNoJson_ReturnsNull() => Assert.Null(FormLink.Read(BuiltIn.Form("nanogpt/sora-2"), "{prompt"));

    private static string? ValueOf(string query) =>
        query.Length == 0 ? null : Uri.UnescapeDataString(query[(FormLink.Parameter.Length + 2)..]);
}
