namespace NanoGpt.Evaluation;

/// <summary>Lists the ids of findings, which are those of the analyzer diagnostics. An id is never used again.</summary>
public static class FindingCodes
{
    /// <summary>A number is out of range.</summary>
    public const string OutOfRange = "NGPT101";

    /// <summary>A text is too short or too long.</summary>
    public const string TextLength = "NGPT102";

    /// <summary>A list has too few or too many items.</summary>
    public const string ItemCount = "NGPT103";

    /// <summary>A value is not among the allowed ones.</summary>
    public const string ValueNotAllowed = "NGPT104";

    /// <summary>A number is between two steps.</summary>
    public const string Step = "NGPT105";

    /// <summary>A number is not finite.</summary>
    public const string NotFinite = "NGPT106";

    /// <summary>Only some sources allow a value.</summary>
    public const string Disputed = "NGPT107";

    /// <summary>A required field is missing.</summary>
    public const string Required = "NGPT108";

    /// <summary>A value that is not listed nearly equals a listed one.</summary>
    public const string ValueMisspelled = "NGPT110";

    /// <summary>A rule between fields is broken.</summary>
    public const string RuleBroken = "NGPT120";

    /// <summary>No field of a group is set, although one is required.</summary>
    public const string NoneOfGroup = "NGPT121";

    /// <summary>Several fields of a group are set, although only one is allowed.</summary>
    public const string SeveralOfGroup = "NGPT122";

    /// <summary>A medium has a form that is not accepted.</summary>
    public const string FormNotAccepted = "NGPT123";

    /// <summary>A text refers to an item that is not attached.</summary>
    public const string NotAttached = "NGPT125";

    /// <summary>A value has the wrong type, or data are malformed.</summary>
    public const string DataMalformed = "NGPT130";

    /// <summary>A medium is too large.</summary>
    public const string MediumTooLarge = "NGPT131";

    /// <summary>The provider cannot fetch a link.</summary>
    public const string LinkNotFetchable = "NGPT132";

    /// <summary>The file of a medium does not exist.</summary>
    public const string FileMissing = "NGPT133";

    /// <summary>The content or the name of a medium contradicts its media type.</summary>
    public const string ContentMismatch = "NGPT134";

    /// <summary>A link is longer than many services accept.</summary>
    public const string LinkLong = "NGPT135";

    /// <summary>The model is deprecated.</summary>
    public const string ModelDeprecated = "NGPT140";

    /// <summary>An additional field is sent unchecked, or twice.</summary>
    public const string AdditionalField = "NGPT150";
}
