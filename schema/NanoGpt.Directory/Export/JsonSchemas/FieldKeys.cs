using NJsonSchema;
using NanoGpt.Directories.Wording;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>The keys that a field can come under, and statements about whether and how it does.</summary>
internal static class FieldKeys
{
    /// <summary>Its own keys, one for each form of a medium that has one, and then the other spellings that are understood.</summary>
    public static IEnumerable<string> All(FieldInfo field) => FieldView.Keys(field).Concat(field.Wire.Aliases);

    /// <summary>The field is in the request, whatever its value.</summary>
    public static Formula IsPresent(FieldInfo field) => Formula.AnyOf(All(field).Select(key => Formula.Fits(Requires(key))));

    /// <summary>The field is in the request and its value fits, or it is not and <paramref name="absent"/> decides.</summary>
    public static Formula Value(FieldInfo field, Func<JsonSchemaProperty> value, bool absent)
    {
        var keys = All(field).ToList();
        return absent
            ? Formula.AllOf(keys.Select(key => Formula.Fits(Has(key, value(), isRequired: false))))
            : Formula.AnyOf(keys.Select(key => Formula.Fits(Has(key, value(), isRequired: true))));
    }

    private static JsonSchema Requires(string key) => new() { RequiredProperties = { key } };

    private static JsonSchema Has(string key, JsonSchemaProperty value, bool isRequired)
    {
        var schema = new JsonSchema { Properties = { [key] = value } };
        if (isRequired)
        {
            schema.RequiredProperties.Add(key);
        }

        return schema;
    }
}
