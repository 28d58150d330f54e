using static NanoGpt.Schema.Issues.IssueSeverity;

namespace NanoGpt.Schema.Issues;

/// <summary>
/// Contains the rules of all issues. Ids ascend within their group and are never reused. A new rule requires an entry here and in
/// <see cref="All"/>, a page in <c>schema/rules</c> and a test that triggers it.
/// </summary>
public static class IssueRules
{
#pragma warning disable CS1591 // The title documents each rule.
    // YAML syntax and its supported subset.

    public static readonly IssueRule TextTooLong = new("NGPT001", "File too large",
        "the file has {0} characters; the limit is {1}: split it or shorten it", Error);
    public static readonly IssueRule TooDeep = new("NGPT002", "Nesting too deep",
        "more than {0} levels of nesting: flatten the file", Error);
    public static readonly IssueRule TooManyNodes = new("NGPT003", "Too many values in a file",
        "more than {0} keys and values in one file: split it", Error);
    public static readonly IssueRule ForbiddenCharacter = new("NGPT004", "Character not allowed",
        "character {0} ({1}) is not allowed: remove it", Error);
    public static readonly IssueRule TabIndentation = new("NGPT005", "Tab as indentation",
        "a tab cannot indent YAML: use spaces", Error);
    public static readonly IssueRule Syntax = new("NGPT006", "YAML syntax", "this is not valid YAML: {0}", Error);
    public static readonly IssueRule AnchorOrAlias = new("NGPT007", "Anchor or alias",
        "anchors and aliases are not supported: repeat the value instead of '{0}'", Error);
    public static readonly IssueRule Tag = new("NGPT008", "Tag", "tags are not supported: remove '{0}'", Error);
    public static readonly IssueRule MergeKey = new("NGPT009", "Merge key",
        "the merge key '<<' is not supported: repeat the keys", Error);
    public static readonly IssueRule DuplicateKey = new("NGPT010", "Duplicate key",
        "key '{0}' was already given at ({1},{2}): keep one of the two", Error);
    public static readonly IssueRule SecondDocument = new("NGPT011", "Second document",
        "a file contains one document: move the part after '---' to another file", Error);
    public static readonly IssueRule EmptyDocument = new("NGPT012", "Empty file",
        "the file contains no keys: add a {0} or delete the file", Error);
    public static readonly IssueRule RootIsNotMap = new("NGPT013", "Root is not a map",
        "the file must be a map of keys, not {0}", Error);
    public static readonly IssueRule ValueTooLong = new("NGPT014", "Value too long",
        "a text of {0} characters; the limit is {1}: shorten it", Error);
    public static readonly IssueRule KeyIsNotText = new("NGPT015", "Key is not text", "a key must be one word, not {0}", Error);
    public static readonly IssueRule Unreadable = new("NGPT016", "File is not UTF-8 text",
        "the file cannot be read as UTF-8: save it as UTF-8", Error);

    // Keys and the kinds of their values.

    public static readonly IssueRule UnknownKey = new("NGPT020", "Unknown key", "unknown key '{0}' in {1}; {2}", Error);
    public static readonly IssueRule MissingKey = new("NGPT021", "Missing key", "{0} requires the key '{1}'", Error);
    public static readonly IssueRule WrongKind = new("NGPT022", "Wrong kind of value", "'{0}' must be {1}, not {2}", Error);
    public static readonly IssueRule AmbiguousScalar = new("NGPT023", "Ambiguous unquoted value",
        "many YAML readers interpret {0} without quotes as {1}, but '{2}' is a text: write \"{0}\"", Error);
    public static readonly IssueRule BadNumber = new("NGPT024", "Invalid number",
        "{0} is not a valid number for '{1}': {2}", Error);
    public static readonly IssueRule NotApplicable = new("NGPT025", "Key does not apply",
        "'{0}' does not apply to {1}: remove it", Error);
    public static readonly IssueRule BadFormat = new("NGPT026", "Malformed value", "'{0}' is not a valid '{1}': {2}", Error);
    public static readonly IssueRule UnknownWord = new("NGPT027", "Unknown keyword",
        "'{0}' is not an allowed value of '{1}'; {2}", Error);
    public static readonly IssueRule Empty = new("NGPT028", "Empty value",
        "'{0}' is empty: specify {1} or remove the key", Error);
    public static readonly IssueRule KeyConflict = new("NGPT029", "Keys exclude each other",
        "'{0}' cannot be combined with '{1}': {2}", Error);

    // Values of fields.

    public static readonly IssueRule InsideOut = new("NGPT040", "Lower bound exceeds upper bound",
        "no value of '{0}' is possible: {1} is {2} and {3} is {4}", Error);
    public static readonly IssueRule OutsideRange = new("NGPT041", "Default or fixed value not allowed",
        "{0} {1} of '{2}' is not allowed: {3}", Error);
    public static readonly IssueRule RequiredWithDefault = new("NGPT042", "Required with a default",
        "'{0}' cannot be both {1} and {2}: keep one", Error);
    public static readonly IssueRule NoValues = new("NGPT043", "Enum without values",
        "'{0}' is an enum without values: list them, or make it 'open' or a string", Error);
    public static readonly IssueRule DuplicateValue = new("NGPT044", "Duplicate value",
        "'{0}' is listed twice in '{1}': remove one", Error);
    public static readonly IssueRule TooManyValues = new("NGPT045", "Too many values",
        "'{0}' has {1} values; the limit is {2}: shorten the list, or use a string or a range", Error);
    public static readonly IssueRule UnlistedValue = new("NGPT046", "Value not listed",
        "'{0}' in '{1}' is not one of the field's values; {2}", Error);
    public static readonly IssueRule FormWithoutKey = new("NGPT047", "Media form without a key",
        "'{0}' accepts {1}, but 'wire' has no key for it: add the key or remove {1} from 'accepts'", Error);
    public static readonly IssueRule WireKeyTwice = new("NGPT048", "Wire key used twice",
        "'{0}' and '{1}' both have the wire key '{2}': change 'wire' or 'aliases' of one of them", Error);

    // C# names.

    public static readonly IssueRule NameCollision = new("NGPT060", "C# names collide",
        "'{0}' and {1} both have the C# name {2}: rename one of them with '{3}'", Error);
    public static readonly IssueRule BadName = new("NGPT061", "Not a C# name",
        "'{0}' results in the C# name '{1}', which {2}: {3}", Error);
    public static readonly IssueRule ReservedName = new("NGPT062", "Reserved C# name",
        "'{0}' would have the C# name {1}, which is reserved in every {2}: rename it with '{3}'", Error);

    // Rules and prices.

    public static readonly IssueRule RuleFieldUnknown = new("NGPT070", "Rule refers to a missing field",
        "this model has no field '{0}'; {1}", Error);
    public static readonly IssueRule RuleValueImpossible = new("NGPT071", "Condition with an impossible value",
        "'{0}' can never be {1}: {2}", Error);
    public static readonly IssueRule ConditionMisfit = new("NGPT072", "Condition does not fit the field",
        "'{0}' is {1}, so it can be tested for {2} only", Error);
    public static readonly IssueRule DuplicateRule = new("NGPT073", "Duplicate rule id",
        "another rule has the id '{0}': rename one", Error);
    public static readonly IssueRule RuleNeverApplies = new("NGPT074", "Rule never applies",
        "no request satisfies 'when' of rule '{0}': correct it or remove the rule", Warning);
    public static readonly IssueRule RulesContradict = new("NGPT075", "Rules contradict each other",
        "a request that satisfies rule '{0}' always violates rule '{1}': correct one of them", Error);
    public static readonly IssueRule RequiredForbidden = new("NGPT076", "Required input always forbidden",
        "'{0}' is required, but rule '{1}' forbids it in every request: correct one of them", Error);
    public static readonly IssueRule Unreachable = new("NGPT077", "Unreachable value",
        "no request that satisfies the rules can have '{0}' {1}: remove it or correct the rules", Warning);
    public static readonly IssueRule RuleAlwaysBroken = new("NGPT078", "No request satisfies the rules",
        "no request can satisfy {0}: correct the rules", Error);
    public static readonly IssueRule RuleWithoutEffect = new("NGPT079", "Rule without effect",
        "every request satisfies rule '{0}': correct or remove the rule", Warning);
    public static readonly IssueRule PriceFieldUnknown = new("NGPT080", "Price refers to a missing field",
        "this model has no field '{0}' to price by; {1}", Error);
    public static readonly IssueRule PriceValueImpossible = new("NGPT081", "Price for an impossible value",
        "'{0}' can never be {1}: {2}", Error);
    public static readonly IssueRule RatesOverlap = new("NGPT082", "Overlapping rates",
        "'{0}' and '{1}' can hold for one request, so its price is ambiguous: make the conditions mutually exclusive", Warning);
    public static readonly IssueRule RateUnreachable = new("NGPT083", "Unreachable rate",
        "no request satisfies '{0}' here, so its price is never used: remove it", Warning);
    public static readonly IssueRule ReferenceFieldUnknown = new("NGPT084", "Reference to a missing field",
        "'{0}' refers to items of '{1}', which {2}; {3}", Error);
    public static readonly IssueRule ReferenceWithoutItems = new("NGPT085", "Reference to a field without items",
        "'{0}' refers to items of '{1}', which is neither a list nor a medium: specify a list or a medium", Error);
    public static readonly IssueRule RateUnused = new("NGPT086", "Unused rate",
        "no request uses the price under '{0}': {1}", Warning);

    // Between files.

    public static readonly IssueRule DuplicateId = new("NGPT090", "Duplicate id",
        "'{0}' is also the id of {1}: neither is used until one is renamed or removed", Error);
    public static readonly IssueRule IdCaseClash = new("NGPT091", "Ids differ only in case",
        "'{0}' differs only in case from '{1}' in {2}: neither is used until one is renamed", Error);
    public static readonly IssueRule FileNameIsNotId = new("NGPT092", "File name is not the id",
        "the id is '{0}', so the name of the {1} must be '{2}', not '{3}'", Error);
    public static readonly IssueRule UnknownField = new("NGPT093", "Unknown field",
        "fields.yaml declares no field '{0}'; {1}", Error);
    public static readonly IssueRule UnknownSource = new("NGPT094", "Unknown source",
        "provider.yaml lists no source '{0}'; {1}", Error);
    public static readonly IssueRule UnknownSuccessor = new("NGPT095", "Unknown successor",
        "'{0}' cannot replace this model: {1}", Warning);
    public static readonly IssueRule MissingFile = new("NGPT096", "Provider is incomplete",
        "provider '{0}' has no usable {1}, so none of its models is used: {2}", Error);
    public static readonly IssueRule FileListedTwice = new("NGPT097", "Duplicate file",
        "{0} is also specified by {1}: keep one of the two", Error);
    public static readonly IssueRule UnknownDispute = new("NGPT098", "Unknown dispute",
        "provider.yaml lists no dispute '{0}'; {1}", Error);

    /// <summary>Gets all rules in the order of their ids.</summary>
    public static IReadOnlyList<IssueRule> All { get; } =
    [
        TextTooLong, TooDeep, TooManyNodes, ForbiddenCharacter, TabIndentation, Syntax, AnchorOrAlias, Tag, MergeKey,
        DuplicateKey, SecondDocument, EmptyDocument, RootIsNotMap, ValueTooLong, KeyIsNotText, Unreadable,
        UnknownKey, MissingKey, WrongKind, AmbiguousScalar, BadNumber, NotApplicable, BadFormat, UnknownWord, Empty, KeyConflict,
        InsideOut, OutsideRange, RequiredWithDefault, NoValues, DuplicateValue, TooManyValues, UnlistedValue, FormWithoutKey,
        WireKeyTwice,
        NameCollision, BadName, ReservedName,
        RuleFieldUnknown, RuleValueImpossible, ConditionMisfit, DuplicateRule, RuleNeverApplies, RulesContradict,
        RequiredForbidden, Unreachable, RuleAlwaysBroken, RuleWithoutEffect,
        PriceFieldUnknown, PriceValueImpossible, RatesOverlap, RateUnreachable,
        ReferenceFieldUnknown, ReferenceWithoutItems, RateUnused,
        DuplicateId, IdCaseClash, FileNameIsNotId, UnknownField, UnknownSource, UnknownSuccessor, MissingFile,
        FileListedTwice, UnknownDispute,
    ];
}
