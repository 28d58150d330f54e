namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents what the analysis knows about a value.</summary>
internal abstract record Fact
{
    private const int MaxAlternatives = 16;

    public static Fact Unknown { get; } = new UnknownValue(RequiresFlow: false);

    /// <summary>Gets the fact about a value that only the control-flow graph may determine.</summary>
    public static Fact Undetermined { get; } = new UnknownValue(RequiresFlow: true);

    public static Fact NotNull { get; } = new NonNull();

    public static Fact Null { get; } = new Constant(null);

    public static Fact Boolean(bool value) => new Constant(value);

    public static Fact AnyBoolean { get; } = new OneOf(ImmutableArray.Create(NotNull, Boolean(true), Boolean(false)));

    /// <summary>Returns the fact that one of two facts holds. Too many alternatives are left to the control-flow graph.</summary>
    public static Fact Union(Fact left, Fact right)
    {
        if (left.IsUndetermined || right.IsUndetermined)
        {
            return Undetermined;
        }

        var facts = left.Alternatives.AddRange(right.Alternatives).Distinct().ToImmutableArray();
        return facts.Length == 1 ? facts[0] : facts.Length <= MaxAlternatives ? new OneOf(facts) : Undetermined;
    }

    public bool IsUndetermined => this is UnknownValue { RequiresFlow: true };

    /// <summary>Gets a value that indicates whether the control-flow graph may determine more.</summary>
    public bool DependsOnPath => IsUndetermined || this is OneOf;

    public ImmutableArray<Fact> Alternatives => this is OneOf choice ? choice.Facts : ImmutableArray.Create(this);

    internal sealed record UnknownValue(bool RequiresFlow) : Fact;

    internal sealed record NonNull : Fact;

    /// <summary>A constant as the compiler represents it. Enum members are numbers.</summary>
    internal sealed record Constant(object? Value) : Fact;

    /// <summary>One of several facts, none of which is undetermined or a <see cref="OneOf"/>.</summary>
    internal sealed record OneOf(ImmutableArray<Fact> Facts) : Fact;

    /// <summary>The value of a term.</summary>
    internal sealed record SameAs(Term Term) : Fact;

    /// <summary>A Boolean value that a path may determine.</summary>
    internal sealed record Condition(Formula Formula) : Fact;

    /// <summary>A media input that is created by a factory method.</summary>
    internal sealed record Media(string Factory, MediaForms? Form, SyntaxNode Syntax) : Fact
    {
        /// <summary>The link, path or id if it is constant.</summary>
        public string? Text { get; init; }

        public string? MediaType { get; init; }

        /// <summary>Indicates that a media type is specified and is not constant.</summary>
        public bool IsTypeUnknown { get; init; }

        public long? ByteCount { get; init; }

        /// <summary>The first bytes, or null if they are unknown or too few.</summary>
        public byte[]? Start { get; init; }

        public ITypeSymbol? Type { get; init; }
    }

    /// <summary>A list or array. <paramref name="Facts"/> is default if only the number of items is known.</summary>
    internal sealed record Items(int Count, ImmutableArray<Fact> Facts) : Fact;

    /// <summary>A request or a field group.</summary>
    internal sealed record Request(RequestObject Object) : Fact;
}
