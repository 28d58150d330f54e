namespace NanoGpt;

/// <summary>The ids of findings, the same as the analyzers'. Never reused.</summary>
internal static class FindingCodes
{
    public const string OutOfRange = "NGPT101";
    public const string TextLength = "NGPT102";
    public const string ItemCount = "NGPT103";
    public const string ValueNotAllowed = "NGPT104";
    public const string Step = "NGPT105";
    public const string NotFinite = "NGPT106";
    public const string Disputed = "NGPT107";
    public const string Required = "NGPT108";
    public const string RuleBroken = "NGPT120";
    public const string NoneOfGroup = "NGPT121";
    public const string TwoOfGroup = "NGPT122";
    public const string FormNotAccepted = "NGPT123";
    public const string NotAttached = "NGPT125";
    public const string DataMalformed = "NGPT130";
    public const string MediumTooLarge = "NGPT131";
    public const string LinkNotFetchable = "NGPT132";
    public const string FileMissing = "NGPT133";
    public const string ContentMismatch = "NGPT134";
    public const string LinkLong = "NGPT135";
    public const string ModelDeprecated = "NGPT140";
    public const string AdditionalField = "NGPT150";
}
