namespace NanoGpt.Directories.Sync.Listing;

/// <summary>Represents the list of a vendor in a form that is common to all vendors.</summary>
internal sealed record VendorList(
    IReadOnlyList<ListedModel> Models, IReadOnlyList<ListNotice> Notices, IReadOnlyList<UncomparedFact> Uncompared);

/// <summary>Represents a key of a vendor's list, and states what becomes of it.</summary>
/// <param name="Path">The path from the entry of a model; <c>*</c> stands for any name.</param>
/// <param name="Use">What becomes of the value.</param>
/// <param name="IsCompared">Whether a changed value is reported.</param>
internal sealed record ListKey(string Path, string Use, bool IsCompared = true);

/// <summary>Represents one model of a list.</summary>
internal sealed record ListedModel
{
    public required string Id { get; init; }
    /// <summary>Gets the display name; null if the list contains none.</summary>
    public string? Name { get; init; }
    public string Title => Name ?? Id;
    public string? Owner { get; init; }
    public IReadOnlyList<string> Modes { get; init; } = [];

    /// <summary>
    /// Gets fields that the list omits but the kind of model implies, such as media. Only new files receive them.
    /// </summary>
    public IReadOnlyList<ListedField> Unlisted { get; init; } = [];
    public IReadOnlyList<ListedField> Fields { get; init; } = [];

    /// <summary>Gets the properties that no request field contains, by the keys of <c>facts</c>.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets whether the list states that the model accepts audio; null if the fields contain this.</summary>
    public bool? TakesAudio { get; init; }
    public ListedPrice? Price { get; init; }

    /// <summary>Gets the price as listed. It is kept as a note if it cannot be read.</summary>
    public string? PriceText { get; init; }

    /// <summary>Gets the reason why the price cannot be compared; null if it can.</summary>
    public string? PriceProblem { get; init; }

    /// <summary>Gets the date of deprecation, as <c>yyyy-MM-dd</c>; null if the model is not deprecated.</summary>
    public string? DeprecatedSince { get; init; }
    public string? Successor { get; init; }
    public bool NeedsPrompt { get; init; }

    /// <summary>Gets whether the request keys of <see cref="Unlisted"/> are a guess.</summary>
    public bool HasGuessedMedia { get; init; }

    /// <summary>Gets the remarks of the list on its parameters, which new files keep as notes.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
    public bool TakesPrompt { get; init; } = true;
}

/// <summary>Represents one field of a listed model.</summary>
internal sealed record ListedField
{
    public required string Wire { get; init; }
    public string Label { get; init; } = "";

    /// <summary>Gets the name of the field if the list reader knows it better than the wire name implies.</summary>
    public string? Name { get; init; }
    public required ListedKind Kind { get; init; }

    /// <summary>Gets the keys of the forms of a medium, as <c>fields.yaml</c> declares them.</summary>
    public string? Forms { get; init; }

    /// <summary>Gets the offered values as sent on the wire; empty if any value is accepted.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
    public string? Default { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }
    public decimal? Step { get; init; }
    public int? MaxLength { get; init; }
    public bool Required { get; init; }

    /// <summary>Gets whether the field has a single value, which must be sent.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Gets the values of other fields for which the vendor offers the field; empty if it always does.</summary>
    public IReadOnlyList<ShownWhen> ShownWhen { get; init; } = [];
}

/// <summary>Represents the values of a field for which another field is offered.</summary>
internal sealed record ShownWhen(string Wire, IReadOnlyList<string> Values);

/// <summary>Specifies the kind of values that a listed field accepts.</summary>
internal enum ListedKind
{
    Text,

    Boolean,

    Choice,

    Integer,

    Number,

    Image,

    Video,

    Audio,

    Group,
}

/// <summary>Represents a listed price.</summary>
internal sealed record ListedPrice
{
    public required string Currency { get; init; }

    /// <summary>Gets the price of a job, or of a job of <see cref="BaseSeconds"/> seconds.</summary>
    public PriceNode? PerVideo { get; init; }

    /// <summary>Gets the price of a second, or of each second beyond <see cref="BaseSeconds"/>.</summary>
    public PriceNode? PerSecond { get; init; }
    public decimal? BaseSeconds { get; init; }

    /// <summary>Gets the length of the output if no field contains it.</summary>
    public decimal? Seconds { get; init; }
}

/// <summary>Represents a price, or prices by the value of a field.</summary>
internal abstract record PriceNode;

internal sealed record PriceAmount(decimal Amount) : PriceNode;

/// <summary>Represents prices by the value of a field.</summary>
internal sealed record PriceBranches(string Role, IReadOnlyList<PriceBranch> Branches) : PriceNode;

/// <summary>Represents a price under one condition. The value is null for set and unset.</summary>
internal sealed record PriceBranch(ConditionOperator When, string? Value, PriceNode Node);
