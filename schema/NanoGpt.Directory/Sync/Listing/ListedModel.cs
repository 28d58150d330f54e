namespace NanoGpt.Directories.Sync.Listing;

/// <summary>A vendor's list, read: what all vendors say, in one form.</summary>
/// <param name="Models">The models, by id.</param>
/// <param name="Notices">What was left out, and why.</param>
internal sealed record VendorList(IReadOnlyList<ListedModel> Models, IReadOnlyList<ListNotice> Notices);

/// <summary>One model of a list.</summary>
internal sealed record ListedModel
{
    /// <summary>The id as the wire spells it; it has the form of an id.</summary>
    public required string Id { get; init; }

    /// <summary>The name as the vendor writes it, cleaned.</summary>
    public required string Title { get; init; }

    /// <summary>Who makes it, if the list says so.</summary>
    public string? Owner { get; init; }

    /// <summary>What it is said to do, in the words of the directory.</summary>
    public IReadOnlyList<string> Modes { get; init; } = [];

    /// <summary>
    /// What the list does not name but the model's kind implies, such as its media: a new file gets it, an existing one is not
    /// compared with it.
    /// </summary>
    public IReadOnlyList<ListedField> Unlisted { get; init; } = [];

    /// <summary>The other fields, in the list's order. A list need not name every field that a model takes.</summary>
    public IReadOnlyList<ListedField> Fields { get; init; } = [];

    /// <summary>The price; null if there is none, or none that could be read.</summary>
    public ListedPrice? Price { get; init; }

    /// <summary>The price as it was written; where it cannot be read, this is kept in words, and nothing is guessed.</summary>
    public string? PriceText { get; init; }

    /// <summary>Since when the vendor calls it deprecated, as <c>yyyy-MM-dd</c>; null if it does not.</summary>
    public string? DeprecatedSince { get; init; }

    /// <summary>What the vendor names in its place; a model of the same list.</summary>
    public string? Successor { get; init; }

    public bool NeedsPrompt { get; init; }

    /// <summary>Whether there is a prompt at all.</summary>
    public bool TakesPrompt { get; init; } = true;
}

/// <summary>One field of a listed model.</summary>
internal sealed record ListedField
{
    public required string Wire { get; init; }

    /// <summary>What the vendor calls it, cleaned; may be empty.</summary>
    public string Label { get; init; } = "";

    /// <summary>The semantic name, where the reader of the list knows it better than the wire tells.</summary>
    public string? Name { get; init; }

    public required ListedKind Kind { get; init; }

    /// <summary>For a medium: the keys of its forms, as <c>fields.yaml</c> declares them.</summary>
    public string? Forms { get; init; }

    /// <summary>The values that are offered, as the wire spells them; empty if any will do.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>What the service assumes when it is not sent, as text; null if the list does not say.</summary>
    public string? Default { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public int? MaxLength { get; init; }

    public bool Required { get; init; }

    /// <summary>Whether it has one value, which must be sent.</summary>
    public bool IsConstant { get; init; }

    /// <summary>The other fields' values with which the vendor offers it; empty if it always does.</summary>
    public IReadOnlyList<ShownWhen> ShownWhen { get; init; } = [];
}

/// <summary>A field's value on which another field is offered.</summary>
internal sealed record ShownWhen(string Wire, IReadOnlyList<string> Values);

/// <summary>What a listed field takes.</summary>
internal enum ListedKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>One of <see cref="ListedField.Options"/>.</summary>
    Choice,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An image.</summary>
    Image,

    /// <summary>A video.</summary>
    Video,

    /// <summary>An audio.</summary>
    Audio,

    /// <summary>An object, whose members the directory declares.</summary>
    Group,
}

/// <summary>A listed price. What is null adds nothing.</summary>
internal sealed record ListedPrice
{
    public required string Currency { get; init; }

    /// <summary>Price of a job; with <see cref="BaseSeconds"/>, of a job of that length.</summary>
    public PriceNode? PerVideo { get; init; }

    /// <summary>Price of a second; with <see cref="BaseSeconds"/>, of each second more.</summary>
    public PriceNode? PerSecond { get; init; }

    /// <summary>The seconds that <see cref="PerVideo"/> pays for, where more cost more.</summary>
    public decimal? BaseSeconds { get; init; }

    /// <summary>Length of the output where no field says it.</summary>
    public decimal? Seconds { get; init; }
}

/// <summary>A price, or what it depends on.</summary>
internal abstract record PriceNode;

/// <summary>A price.</summary>
internal sealed record PriceAmount(decimal Amount) : PriceNode;

/// <summary>Prices by what a field holds.</summary>
/// <param name="Role">Which field: <c>resolution</c>, <c>duration</c>, <c>audio</c>, <c>pro</c>, <c>mode</c>, <c>frames</c>, <c>image</c>.</param>
/// <param name="Branches">The prices.</param>
internal sealed record PriceBranches(string Role, IReadOnlyList<PriceBranch> Branches) : PriceNode;

/// <summary>A price under one condition.</summary>
/// <param name="When">One value, a comparison, or set or unset.</param>
/// <param name="Value">The value; null with set and unset.</param>
/// <param name="Node">The price.</param>
internal sealed record PriceBranch(ConditionOperator When, string? Value, PriceNode Node);
