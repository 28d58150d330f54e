using NanoGpt.Definitions;
using NanoGpt.Directories.Export.JsonSchemas;
using NanoGpt.Directories.Tests.Kit;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Directories.Tests.Export;

public class SchemaWriterTests
{
    [Fact]
    public void Write_EveryModel_EqualsTheTextOfNJsonSchema()
    {
        Catalog[] catalogs =
        [
            DirectoryFiles.BuiltInCatalog(), RuleDirectory.Load(),
            ModelDirectory.Load(ReferenceDirectory.Files, TestContext.Current.CancellationToken),
        ];
        var count = 0;
        foreach (var (model, provider) in catalogs.SelectMany(JsonSchemaFormat.Models))
        {
            var schema = ModelSchema.Create(model, provider);

            Assert.Equal(SchemaJson.Convert(schema).ToJsonString(), SchemaWriter.Write(schema).ToJsonString());
            count++;
        }

        Assert.InRange(count, 1_000, 3_000);
    }
}
