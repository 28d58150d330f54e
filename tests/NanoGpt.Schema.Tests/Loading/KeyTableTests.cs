using NanoGpt.Schema.Format;


namespace NanoGpt.Schema.Tests.Loading;

public sealed class KeyTableTests
{
    [Fact]
    public void KeyTable_Constants_EqualTheIndexInTheTable()
    {
        // What code calls FieldKeys.MinLength must be the key min_length.
        foreach (var table in typeof(Keys).Assembly.GetTypes().Where(type => type.Name.EndsWith("Keys", StringComparison.Ordinal) && type != typeof(Keys)))
        {
            if (table.GetField("Table")?.GetValue(null) is not KeyTable keys)
            {
                continue;
            }

            var numbers = table.GetFields().Where(field => field.IsLiteral && field.FieldType == typeof(int) && field.Name != "Count").ToList();
            Assert.Equal(keys.Keys.Count, numbers.Count);
            foreach (var number in numbers)
            {
                var key = keys.Keys[(int)number.GetRawConstantValue()!].Name;
                Assert.Equal(number.Name, string.Concat(key.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
            }
        }
    }

    [Fact]
    public void KeyTable_EveryKey_HasADescription() =>
        Assert.All(Keys.All.SelectMany(table => table.Keys), key => Assert.EndsWith(".", key.Summary, StringComparison.Ordinal));

    [Fact]
    public void SchemaReadme_EveryKey_IsDescribed()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "schema", "README.md"));
        Assert.All(Keys.All.SelectMany(table => table.Keys), key => Assert.Matches($@"\b{key.Name}\b", readme));
    }

    [Fact]
    public void KeyTable_KeysThatTakeAWord_ListTheWords() =>
        Assert.All(Keys.All.SelectMany(table => table.Keys), key => Assert.Equal(key.Kind is KeyKind.Word or KeyKind.Words, key.Words.Count > 0));

    [Fact]
    public void KeyTable_WordsOfType_AreTheFieldTypes() =>
        Assert.Equal(
            Enum.GetNames<NanoGpt.FieldType>().Select(name => name.ToLowerInvariant()),
            Keys.Field.Keys.Single(key => key.Name == "type").Words);
}
