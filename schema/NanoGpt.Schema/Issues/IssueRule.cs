namespace NanoGpt.Schema.Issues;

/// <summary>One kind of issue.</summary>
/// <param name="Id">Its number, <c>NGPT020</c>; never used for anything else.</param>
/// <param name="Title">What is wrong, in a few words; also the heading of its page.</param>
/// <param name="MessageFormat">The message, with places for what differs.</param>
/// <param name="DefaultSeverity">How bad it is unless the place says otherwise.</param>
public sealed record IssueRule(string Id, string Title, string MessageFormat, IssueSeverity DefaultSeverity)
{
    private const string Pages = "https://github.com/nanogpt-codegen/NanoGpt.Codegen/blob/main/schema/rules/";

    /// <summary>The address of its page.</summary>
    public string HelpLink => Pages + Id + ".md";
}
