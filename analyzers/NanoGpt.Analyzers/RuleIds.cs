namespace NanoGpt.Analyzers;

/// <summary>The ids of all rules about C#. Families by ten; an id is never used twice.</summary>
internal static class RuleIds
{
    // Values.
    public const string OutOfRange = "NGPT101";
    public const string TextLength = "NGPT102";
    public const string ItemCount = "NGPT103";
    public const string ValueNotAllowed = "NGPT104";
    public const string OffStep = "NGPT105";
    public const string NotFinite = "NGPT106";
    public const string DisputedValue = "NGPT107";
    public const string RequiredMissing = "NGPT108";

    // Combinations.
    public const string RuleBroken = "NGPT120";
    public const string NoneOfGroup = "NGPT121";
    public const string TwoOfExclusive = "NGPT122";
    public const string FormNotAccepted = "NGPT123";
    public const string SeveralMediaForOneRole = "NGPT124";
    public const string NotAttached = "NGPT125";

    // Media.
    public const string MalformedData = "NGPT130";
    public const string MediumTooLarge = "NGPT131";
    public const string LinkOutOfReach = "NGPT132";
    public const string FileMissing = "NGPT133";
    public const string ContentMismatch = "NGPT134";
    public const string LinkLong = "NGPT135";

    // Models.
    public const string ModelDeprecated = "NGPT140";
    public const string ModelRemoved = "NGPT141";
    public const string ModelUnknown = "NGPT142";

    // Fields.
    public const string AdditionalFieldKnown = "NGPT150";

    // Money.
    public const string CostDriverUnset = "NGPT160";
    public const string SubmitResultDiscarded = "NGPT161";
    public const string SubmitInRetryLoop = "NGPT162";
    public const string HandlerRetriesPosts = "NGPT163";

    // Safety.
    public const string KeyInSource = "NGPT170";
    public const string WaitWithoutToken = "NGPT171";

    private const string Pages = "https://github.com/nanogpt-codegen/NanoGpt.Codegen/blob/main/analyzers/rules/";

    /// <summary>The address of a rule's page.</summary>
    public static string HelpLink(string id) => Pages + id + ".md";
}
