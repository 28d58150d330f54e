namespace NanoGpt;

/// <summary>What a <see cref="FieldReader"/> hands the keys and values to that no property can take.</summary>
internal interface IKeepAdditionalFields
{
    void Keep(string key, AdditionalValue value);
}
