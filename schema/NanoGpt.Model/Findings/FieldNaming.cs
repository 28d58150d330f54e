namespace NanoGpt.Evaluation;

/// <summary>Specifies how messages name fields and values.</summary>
public enum FieldNaming
{
    /// <summary>By C# property and enum member, in messages about code.</summary>
    Property,

    /// <summary>By JSON key and value, in messages about JSON.</summary>
    Wire,

    /// <summary>By the names of the model directory, in texts about a model.</summary>
    Name,
}
