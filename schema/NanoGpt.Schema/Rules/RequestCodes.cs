namespace NanoGpt.Schema.Rules;

/// <summary>The ids of what can be wrong with a request.</summary>
public static class RequestCodes
{
    /// <summary>A number out of its range.</summary>
    public const string OutOfRange = "NGPT101";

    /// <summary>A text too short or too long.</summary>
    public const string TextLength = "NGPT102";

    /// <summary>A list with too few or too many items.</summary>
    public const string ItemCount = "NGPT103";

    /// <summary>A value that is not listed.</summary>
    public const string ValueNotAllowed = "NGPT104";

    /// <summary>A number between two steps.</summary>
    public const string Step = "NGPT105";

    /// <summary>A number that is none.</summary>
    public const string NotFinite = "NGPT106";

    /// <summary>A value that only some sources allow.</summary>
    public const string Disputed = "NGPT107";

    /// <summary>A required field that is missing.</summary>
    public const string Required = "NGPT108";

    /// <summary>A rule that is broken.</summary>
    public const string RuleBroken = "NGPT120";

    /// <summary>None of a group of which one is needed.</summary>
    public const string NoneOfGroup = "NGPT121";

    /// <summary>Two of a group of which one may be set.</summary>
    public const string TwoOfGroup = "NGPT122";

    /// <summary>A medium in a form that is not accepted.</summary>
    public const string FormNotAccepted = "NGPT123";

    /// <summary>A text that names what is not attached.</summary>
    public const string NotAttached = "NGPT125";

    /// <summary>A value of the wrong type.</summary>
    public const string WrongType = "NGPT130";

    /// <summary>A medium that is too large.</summary>
    public const string MediumTooLarge = "NGPT131";
}
