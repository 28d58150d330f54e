namespace NanoGpt.Evaluation;

/// <summary>Specifies what is known of a <see cref="FieldValue"/>.</summary>
public enum FieldValueKind
{
    /// <summary>The field is not set.</summary>
    NotSet,

    /// <summary>It is not known whether the field is set.</summary>
    Unknown,

    /// <summary>The field is set; its value is not known, or cannot be compared.</summary>
    Set,

    /// <summary>The field is a text.</summary>
    Text,

    /// <summary>The field is a number.</summary>
    Number,

    /// <summary>The field is a Boolean value.</summary>
    Boolean,

    /// <summary>The field is a list, or a medium, of which the number of items is known.</summary>
    Items,
}
