using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Tests.Issues;

namespace NanoGpt.Schema.Tests.Loading;

public sealed class CultureTests
{
    [Theory]
    [ClassData(typeof(Cultures.Awkward))]
    public void Load_AnyCulture_GivesTheSameCatalog(string name)
    {
        var expected = Load();
        var found = Cultures.In(name, Load);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i].Models, found[i].Models);
            Assert.Equal(expected[i].Issues, found[i].Issues);
            Assert.Equal(NameList.Write(expected[i]), NameList.Write(found[i]));
        }
    }

    private static List<Catalog> Load() => IssueCases.All.Values.Append([.. Kit.Load.Provider("nanogpt")])
        .Select(files => Kit.Load.Files(files.Select(file => file with { Text = Markup.Parse(file.Text).Text }))).ToList();
}
