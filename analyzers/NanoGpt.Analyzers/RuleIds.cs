namespace NanoGpt.Analyzers;

/// <summary>Contains the ids of the rules that have no constant in <c>FindingCodes</c>. An id is never reused.</summary>
internal static class RuleIds
{
    public const string MemberUnknown = "NGPT109";
    public const string SeveralMediaForOneRole = "NGPT124";
    public const string ModelRemoved = "NGPT141";
    public const string ModelUnknown = "NGPT142";
    public const string CostDriverUnset = "NGPT160";
    public const string SubmitResultDiscarded = "NGPT161";
    public const string SubmitInRetryLoop = "NGPT162";
    public const string HandlerRetriesPosts = "NGPT163";
    public const string KeyInSource = "NGPT170";
    public const string WaitWithoutToken = "NGPT171";
}
