using static NanoGpt.Schema.Issues.IssueSeverity;

namespace NanoGpt.Schema.Issues;

/// <summary>
/// The only registry of what can be wrong with a directory. Ids ascend within their group and are never reused;
/// gaps leave room. To add one: a row here and in <see cref="All"/>, a page in <c>schema/rules</c>, a test that triggers it.
/// </summary>
public static class IssueRules
{
    // Reader: the text is not YAML that we read.

    /// <summary>NGPT001.</summary>
    public static readonly IssueRule TextTooLong = new("NGPT001", "File too large",
        "the file has {0} characters; the limit is {1}: split it or shorten it", Error);

    /// <summary>NGPT002.</summary>
    public static readonly IssueRule TooDeep = new("NGPT002", "Nesting too deep",
        "more than {0} levels of nesting: flatten the file", Error);

    /// <summary>NGPT003.</summary>
    public static readonly IssueRule TooManyNodes = new("NGPT003", "Too many values in a file",
        "more than {0} keys and values in one file: split it", Error);

    /// <summary>NGPT004.</summary>
    public static readonly IssueRule ForbiddenCharacter = new("NGPT004", "Character not allowed",
        "character {0} ({1}) is not allowed: remove it", Error);

    /// <summary>NGPT005.</summary>
    public static readonly IssueRule TabIndentation = new("NGPT005", "Tab as indentation",
        "a tab cannot indent YAML: use spaces", Error);

    /// <summary>NGPT006.</summary>
    public static readonly IssueRule Syntax = new("NGPT006", "YAML syntax",
        "this is not valid YAML: {0}", Error);

    /// <summary>NGPT007.</summary>
    public static readonly IssueRule AnchorOrAlias = new("NGPT007", "Anchor or alias",
        "anchors and aliases are not read: write '{0}' out where it is meant", Error);

    /// <summary>NGPT008.</summary>
    public static readonly IssueRule Tag = new("NGPT008", "Tag",
        "tags are not read: remove '{0}' and write the value plainly", Error);

    /// <summary>NGPT009.</summary>
    public static readonly IssueRule MergeKey = new("NGPT009", "Merge key",
        "the merge key '<<' is not read: write the keys out", Error);

    /// <summary>NGPT010.</summary>
    public static readonly IssueRule DuplicateKey = new("NGPT010", "Duplicate key",
        "key '{0}' was already given at ({1},{2}): keep one of the two", Error);

    /// <summary>NGPT011.</summary>
    public static readonly IssueRule SecondDocument = new("NGPT011", "Second document",
        "a file holds one document: move what follows '---' to a file of its own", Error);

    /// <summary>NGPT012.</summary>
    public static readonly IssueRule EmptyDocument = new("NGPT012", "Empty file",
        "the file holds no keys: write a {0} or delete the file", Error);

    /// <summary>NGPT013.</summary>
    public static readonly IssueRule RootIsNotMap = new("NGPT013", "Root is not a map",
        "the file must be a map of keys, not {0}", Error);

    /// <summary>NGPT014.</summary>
    public static readonly IssueRule ValueTooLong = new("NGPT014", "Value too long",
        "a text of {0} characters; the limit is {1}: shorten it", Error);

    /// <summary>NGPT015.</summary>
    public static readonly IssueRule KeyIsNotText = new("NGPT015", "Key is not text",
        "a key must be one word, not {0}", Error);

    /// <summary>NGPT016.</summary>
    public static readonly IssueRule Unreadable = new("NGPT016", "File is not UTF-8 text",
        "the file cannot be read as UTF-8: save it as UTF-8", Error);

    // Shape: keys and the kinds of their values.

    /// <summary>NGPT020.</summary>
    public static readonly IssueRule UnknownKey = new("NGPT020", "Unknown key",
        "unknown key '{0}' in {1}; {2}", Error);

    /// <summary>NGPT021.</summary>
    public static readonly IssueRule MissingKey = new("NGPT021", "Missing key",
        "{0} needs the key '{1}'", Error);

    /// <summary>NGPT022.</summary>
    public static readonly IssueRule WrongKind = new("NGPT022", "Wrong kind of value",
        "'{0}' takes {1}, not {2}", Error);

    /// <summary>NGPT023.</summary>
    public static readonly IssueRule AmbiguousScalar = new("NGPT023", "Ambiguous unquoted value",
        "{0} without quotes is {1} to many YAML readers, and '{2}' takes text: write \"{0}\"", Error);

    /// <summary>NGPT024.</summary>
    public static readonly IssueRule BadNumber = new("NGPT024", "Invalid number",
        "{0} is not a number that '{1}' takes: {2}", Error);

    /// <summary>NGPT025.</summary>
    public static readonly IssueRule NotApplicable = new("NGPT025", "Key does not apply",
        "'{0}' does not apply to {1}: remove it", Error);

    /// <summary>NGPT026.</summary>
    public static readonly IssueRule BadFormat = new("NGPT026", "Malformed value",
        "'{0}' is not a good '{1}': {2}", Error);

    /// <summary>NGPT027.</summary>
    public static readonly IssueRule UnknownWord = new("NGPT027", "Unknown keyword",
        "'{0}' is not one of the words that '{1}' takes; {2}", Error);

    /// <summary>NGPT028.</summary>
    public static readonly IssueRule Empty = new("NGPT028", "Empty value",
        "'{0}' is empty: give {1} or remove the key", Error);

    /// <summary>NGPT029.</summary>
    public static readonly IssueRule KeyConflict = new("NGPT029", "Keys exclude each other",
        "'{0}' does not go with '{1}': {2}", Error);

    // Values: what a field may hold.

    /// <summary>NGPT040.</summary>
    public static readonly IssueRule InsideOut = new("NGPT040", "Lower bound exceeds upper bound",
        "no value of '{0}' is possible: {1} is {2} and {3} is {4}", Error);

    /// <summary>NGPT041.</summary>
    public static readonly IssueRule OutsideRange = new("NGPT041", "Default or fixed value not allowed",
        "{0} {1} of '{2}' is not a value that the field takes: {3}", Error);

    /// <summary>NGPT042.</summary>
    public static readonly IssueRule RequiredWithDefault = new("NGPT042", "Required with a default",
        "'{0}' cannot be both {1} and {2}: keep one", Error);

    /// <summary>NGPT043.</summary>
    public static readonly IssueRule NoValues = new("NGPT043", "Enum without values",
        "'{0}' is an enum without values: list them, or make it 'open' or a string", Error);

    /// <summary>NGPT044.</summary>
    public static readonly IssueRule DuplicateValue = new("NGPT044", "Duplicate value",
        "'{0}' is listed twice in '{1}': remove one", Error);

    /// <summary>NGPT045.</summary>
    public static readonly IssueRule TooManyValues = new("NGPT045", "Too many values",
        "'{0}' has {1} values; the limit is {2}: shorten the list, or use a string or a range", Error);

    /// <summary>NGPT046.</summary>
    public static readonly IssueRule UnlistedValue = new("NGPT046", "Value not listed",
        "'{0}' in '{1}' is not one of the field's values; {2}", Error);

    /// <summary>NGPT047.</summary>
    public static readonly IssueRule FormWithoutKey = new("NGPT047", "Media form without a key",
        "'{0}' accepts {1} but 'wire' has no key for it: add one or do not accept it", Error);

    /// <summary>NGPT048.</summary>
    public static readonly IssueRule WireKeyTwice = new("NGPT048", "Wire key used twice",
        "'{0}' and '{1}' both have the wire key '{2}', so a request could not be read back: give one of them another 'wire' or 'aliases'", Error);

    // Names: what a thing is called in C#.

    /// <summary>NGPT060.</summary>
    public static readonly IssueRule NameCollision = new("NGPT060", "C# names collide",
        "'{0}' and {1} are both called {2} in C#: give one of them a name with '{3}'", Error);

    /// <summary>NGPT061.</summary>
    public static readonly IssueRule BadName = new("NGPT061", "Not a C# name",
        "'{0}' gives the C# name '{1}', which {2}: {3}", Error);

    /// <summary>NGPT062.</summary>
    public static readonly IssueRule ReservedName = new("NGPT062", "Reserved C# name",
        "'{0}' would be called {1}, which every {2} already has: give it another name with '{3}'", Error);

    // Rules and prices.

    /// <summary>NGPT070.</summary>
    public static readonly IssueRule RuleFieldUnknown = new("NGPT070", "Rule refers to a missing field",
        "this model has no field '{0}'; {1}", Error);

    /// <summary>NGPT071.</summary>
    public static readonly IssueRule RuleValueImpossible = new("NGPT071", "Condition with an impossible value",
        "'{0}' can never be {1}: {2}", Error);

    /// <summary>NGPT072.</summary>
    public static readonly IssueRule ConditionMisfit = new("NGPT072", "Condition does not fit the field",
        "'{0}' is {1}, so it can be tested for {2} only", Error);

    /// <summary>NGPT073.</summary>
    public static readonly IssueRule DuplicateRule = new("NGPT073", "Duplicate rule id",
        "another rule is called '{0}': rename one", Error);

    /// <summary>NGPT074.</summary>
    public static readonly IssueRule RuleNeverApplies = new("NGPT074", "Rule never applies",
        "no request meets the 'when' of rule '{0}': correct it or remove the rule", Warning);

    /// <summary>NGPT075.</summary>
    public static readonly IssueRule RulesContradict = new("NGPT075", "Rules contradict each other",
        "a request that keeps rule '{0}' always breaks rule '{1}': correct one of them", Error);

    /// <summary>NGPT076.</summary>
    public static readonly IssueRule RequiredForbidden = new("NGPT076", "Required input always forbidden",
        "'{0}' is required, and rule '{1}' forbids it in every request: correct one of them", Error);

    /// <summary>NGPT077.</summary>
    public static readonly IssueRule Unreachable = new("NGPT077", "Unreachable value",
        "no request that keeps the rules can have '{0}' {1}: remove it or correct the rules", Warning);

    /// <summary>NGPT078.</summary>
    public static readonly IssueRule RuleAlwaysBroken = new("NGPT078", "No request satisfies the rules",
        "no request can keep {0}: correct it", Error);

    /// <summary>NGPT079.</summary>
    public static readonly IssueRule RuleWithoutEffect = new("NGPT079", "Rule without effect",
        "every request keeps rule '{0}' by itself: correct it or remove it", Warning);

    /// <summary>NGPT080.</summary>
    public static readonly IssueRule PriceFieldUnknown = new("NGPT080", "Price refers to a missing field",
        "this model has no field '{0}' to price by; {1}", Error);

    /// <summary>NGPT081.</summary>
    public static readonly IssueRule PriceValueImpossible = new("NGPT081", "Price for an impossible value",
        "'{0}' can never be {1}: {2}", Error);

    /// <summary>NGPT082.</summary>
    public static readonly IssueRule RatesOverlap = new("NGPT082", "Overlapping rates",
        "'{0}' and '{1}' can hold together, so the price is not clear: make the conditions exclude each other", Warning);

    /// <summary>NGPT083.</summary>
    public static readonly IssueRule RateUnreachable = new("NGPT083", "Unreachable rate",
        "no request meets '{0}' here, so its price is never used: remove it", Warning);

    /// <summary>NGPT084.</summary>
    public static readonly IssueRule ReferenceFieldUnknown = new("NGPT084", "Reference to a missing field",
        "'{0}' names items of '{1}', which {2}; {3}", Error);

    /// <summary>NGPT085.</summary>
    public static readonly IssueRule ReferenceWithoutItems = new("NGPT085", "Reference to a field without items",
        "'{0}' names items of '{1}', which is neither a list nor a medium: name one that is", Error);

    /// <summary>NGPT086.</summary>
    public static readonly IssueRule RateUnused = new("NGPT086", "Unused rate",
        "no request is priced by '{0}': {1}", Warning);

    // Between files.

    /// <summary>NGPT090.</summary>
    public static readonly IssueRule DuplicateId = new("NGPT090", "Duplicate id",
        "'{0}' is also the id of {1}: neither is used until one is renamed or removed", Error);

    /// <summary>NGPT091.</summary>
    public static readonly IssueRule IdCaseClash = new("NGPT091", "Ids differ only in case",
        "'{0}' differs only in case from '{1}' in {2}: neither is used until one is renamed", Error);

    /// <summary>NGPT092.</summary>
    public static readonly IssueRule FileNameIsNotId = new("NGPT092", "File name is not the id",
        "the id is '{0}', so the {1} must be called '{2}', not '{3}'", Error);

    /// <summary>NGPT093.</summary>
    public static readonly IssueRule UnknownField = new("NGPT093", "Unknown field",
        "fields.yaml declares no field '{0}'; {1}", Error);

    /// <summary>NGPT094.</summary>
    public static readonly IssueRule UnknownSource = new("NGPT094", "Unknown source",
        "provider.yaml lists no source '{0}'; {1}", Error);

    /// <summary>NGPT095.</summary>
    public static readonly IssueRule UnknownSuccessor = new("NGPT095", "Unknown successor",
        "'{0}' cannot replace this model: {1}", Warning);

    /// <summary>NGPT096.</summary>
    public static readonly IssueRule MissingFile = new("NGPT096", "Provider is incomplete",
        "provider '{0}' has no usable {1}, so none of its models is used: {2}", Error);

    /// <summary>NGPT097.</summary>
    public static readonly IssueRule FileListedTwice = new("NGPT097", "Duplicate file",
        "{0} is also given as {1}: keep one of the two", Error);

    /// <summary>NGPT098.</summary>
    public static readonly IssueRule UnknownDispute = new("NGPT098", "Unknown dispute",
        "provider.yaml tells no dispute '{0}'; {1}", Error);

    /// <summary>Every rule, ids ascending.</summary>
    public static IReadOnlyList<IssueRule> All { get; } =
    [
        TextTooLong, TooDeep, TooManyNodes, ForbiddenCharacter, TabIndentation, Syntax, AnchorOrAlias, Tag, MergeKey, DuplicateKey,
        SecondDocument, EmptyDocument, RootIsNotMap, ValueTooLong, KeyIsNotText, Unreadable,
        UnknownKey, MissingKey, WrongKind, AmbiguousScalar, BadNumber, NotApplicable, BadFormat, UnknownWord, Empty, KeyConflict,
        InsideOut, OutsideRange, RequiredWithDefault, NoValues, DuplicateValue, TooManyValues, UnlistedValue, FormWithoutKey, WireKeyTwice,
        NameCollision, BadName, ReservedName,
        RuleFieldUnknown, RuleValueImpossible, ConditionMisfit, DuplicateRule, RuleNeverApplies, RulesContradict,
        RequiredForbidden, Unreachable, RuleAlwaysBroken, RuleWithoutEffect,
        PriceFieldUnknown, PriceValueImpossible, RatesOverlap, RateUnreachable,
        ReferenceFieldUnknown, ReferenceWithoutItems, RateUnused,
        DuplicateId, IdCaseClash, FileNameIsNotId, UnknownField, UnknownSource, UnknownSuccessor, MissingFile, FileListedTwice, UnknownDispute,
    ];
}
