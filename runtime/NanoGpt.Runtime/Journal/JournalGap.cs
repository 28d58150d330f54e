namespace NanoGpt;

/// <summary>Specifies what a journal may lack of the submissions that were sent with it. A later value includes the earlier ones.</summary>
internal enum JournalGap
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Submissions whose job ended longer ago than the retention.</summary>
    Retention,

    /// <summary>Any submission, or the newest line of any: a line was damaged.</summary>
    Damage,
}
