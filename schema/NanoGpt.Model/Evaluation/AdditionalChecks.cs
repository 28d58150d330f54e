namespace NanoGpt.Evaluation;

/// <summary>Checks fields that a model does not declare.</summary>
public static class AdditionalChecks
{
    /// <summary>Checks an additional field.</summary>
    /// <param name="parent">The place of the object that has the field; <see langword="null"/> for the request.</param>
    /// <param name="key">The JSON key.</param>
    /// <param name="notFinite">The value if it is a number that is not finite; otherwise <see langword="null"/>.</param>
    /// <param name="isSent">Whether another field is sent under the key.</param>
    /// <param name="isHinted">Whether it is worth saying that the field is sent unchecked.</param>
    public static Finding? Check(FieldPath.Node? parent, string key, string? notFinite, bool isSent, bool isHinted)
    {
        var name = parent is null ? key : parent.Path + "." + key;
        return notFinite is not null ? new Finding(FindingCodes.NotFinite, FindingSeverity.Error, name, Messages.NotFinite(name, notFinite))
            : isSent ? new Finding(FindingCodes.AdditionalField, FindingSeverity.Error, name, Messages.SentAlready(name))
            : isHinted ? new Finding(FindingCodes.AdditionalField, FindingSeverity.Info, name, Messages.Additional(name))
            : null;
    }
}
