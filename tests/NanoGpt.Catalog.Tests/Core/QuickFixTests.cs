using NanoGpt.Catalog.Tests.Kit;
using NanoGpt.Catalogs.Repairs;

namespace NanoGpt.Catalog.Tests;

public sealed class QuickFixTests
{
    [Fact]
    public void Find_WideSoraWithoutPro_SetsProModeOrRemovesTheResolution()
    {
        var request = BuiltIn.Request("nanogpt/sora-2", ("prompt", "Waves"), ("resolution", 1), ("duration", 8));

        var fixes = QuickFixes.Find(request, Assert.Single(request.Validate()));

        Assert.Equal(["Set ProMode to true", "Remove Resolution"], fixes.Select(static fix => fix.Title));
        Assert.Empty(fixes[0].Result.Validate());
        Assert.Equal(4m, fixes[0].Result.EstimateCost().Maximum);
    }

    [Fact]
    public void Find_DurationThatIsNotListed_ChangesToTheNearest()
    {
        var request = BuiltIn.Request("nanogpt/sora-2", ("prompt", "Waves"), ("duration", 9));

        var fix = Assert.Single(QuickFixes.Find(request, Assert.Single(request.Validate())));

        Assert.Equal("Change to Sora2Duration.Seconds8", fix.Title);
        Assert.Equal("""{"model":"sora-2","prompt":"Waves","seconds":"8"}""", fix.Result.ToJson());
    }

    [Fact]
    public void Find_LinkWithHttp_ChangesToHttps()
    {
        var request = BuiltIn.Request(
            "nanogpt/sora-2", ("prompt", "Waves"), ("image", FormMedium.FromLink(FieldType.Image, "http://example.org/a.png")));

        var fix = Assert.Single(QuickFixes.Find(request, Assert.Single(request.Validate())));

        Assert.Equal("Change to https://example.org/a.png", fix.Title);
    }

    [Fact]
    public void Find_MissingPrompt_OffersNothing()
    {
        var request = BuiltIn.Request("nanogpt/sora-2");

        Assert.Empty(QuickFixes.Find(request, Assert.Single(request.Validate())));
    }

    [Fact]
    public void Find_GeneratedStates_OnlyOffersWhatRemovesTheFinding()
    {
        var forms = new RandomForms(7);
        var offered = 0;
        for (var i = 0; i < 600; i++)
        {
            var request = forms.Next();
            foreach (var finding in request.Validate())
            {
                foreach (var fix in QuickFixes.Find(request, finding))
                {
                    Assert.DoesNotContain(finding, fix.Result.Validate());
                    offered++;
                }
            }
        }

        Assert.True(offered > 50, $"Only {offered} fixes were offered.");
    }
}
