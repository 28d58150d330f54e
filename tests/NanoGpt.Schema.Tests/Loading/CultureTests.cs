using System.Globalization;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Tests.Issues;
using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Loading;

public sealed class CultureTests
{
    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    public void The_catalogue_is_the_same_in_every_culture(string name)
    {
        var expected = Load();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(name);
            Assert.False(CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator == "." && CultureInfo.CurrentCulture.Calendar is GregorianCalendar);
            var found = Load();
            for (var i = 0; i < expected.Count; i++)
            {
                Assert.Equal(expected[i].Models, found[i].Models);
                Assert.Equal(expected[i].Issues, found[i].Issues);
                Assert.Equal(NameList.Write(expected[i]), NameList.Write(found[i]));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static List<Catalog> Load() => IssueCases.All.Values.Append([.. Repository.Provider("nanogpt")])
        .Select(files => Kit.Load.Files(files.Select(file => file with { Text = Markup.Parse(file.Text).Text }))).ToList();
}
