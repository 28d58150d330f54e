namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Represents what the analysis knows about a value. Facts are compared by their content.</summary>
internal abstract record Fact
{
    public static Fact Unknown { get; } = new UnknownValue();

    public static Fact NotNull { get; } = new NonNull();

    public static Fact Null { get; } = new Constant(null);

    /// <summary>Gets a value that indicates whether the value is not null.</summary>
    public bool IsNotNull => this is not (UnknownValue or Constant { Value: null } or SameAs or Among);

    /// <summary>Returns what is known about a value for which one of two facts holds.</summary>
    public static Fact Join(Fact left, Fact right) => (left, right) switch
    {
        _ when left.Equals(right) => left,
        (Request { Object: var a }, Request { Object: var b }) when a.Model == b.Model => new Request(a.Join(b)),
        (Items a, Items b) when a.Count == b.Count => new Items(a.Count, default),
        _ => left.IsNotNull && right.IsNotNull ? NotNull : Unknown,
    };

    internal sealed record UnknownValue : Fact;

    internal sealed record NonNull : Fact;

    /// <summary>A constant as the compiler represents it. Enum members are numbers.</summary>
    internal sealed record Constant(object? Value) : Fact;

    /// <summary>The value of a term.</summary>
    internal sealed record SameAs(Term Term) : Fact;

    /// <summary>A Boolean value: whether the value of a term is in a set.</summary>
    internal sealed record Test(Term Term, ValueSet Set) : Fact
    {
        public Test Not() => new(Term, Term.Values.Except(Set));
    }

    /// <summary>One of several values. Only <see cref="RequestView"/> creates such facts.</summary>
    internal sealed record Among(ValueSet Set) : Fact;

    /// <summary>
    /// Begins with <paramref name="Start"/> and has <paramref name="MinLength"/> characters or more. <paramref name="Outline"/>
    /// is the text with <see cref="Texts.Gap"/> instead of each unknown part.
    /// </summary>
    internal sealed record Text(string Start, int MinLength, string Outline) : Fact;

    /// <summary>A media input that is created by a factory method.</summary>
    internal sealed record Media(string Factory, MediaForms? Form, SyntaxNode Syntax) : Fact
    {
        /// <summary>The link, path or id if it is constant.</summary>
        public string? Content { get; init; }

        /// <summary>The first characters of the link, path or id if it is not constant.</summary>
        public string? Start { get; init; }

        public string? MediaType { get; init; }

        /// <summary>Indicates that a media type is specified and is not constant.</summary>
        public bool IsTypeUnknown { get; init; }

        public long? ByteCount { get; init; }

        /// <summary>The bytes, if they are known.</summary>
        public Items? Data { get; init; }

        public ITypeSymbol? Type { get; init; }
    }

    /// <summary>
    /// A list or array. <paramref name="Facts"/> is default if only the number of items is known, or if the items of an array
    /// have their initial value (<paramref name="IsCleared"/>).
    /// </summary>
    internal sealed record Items(int Count, ImmutableArray<Fact> Facts, bool IsCleared = false) : Fact
    {
        public bool Equals(Items? other) => other is not null && Count == other.Count && IsCleared == other.IsCleared
            && (Facts.Equals(other.Facts)
                || (!Facts.IsDefault && !other.Facts.IsDefault && Facts.SequenceEqual(other.Facts)));

        public override int GetHashCode() => Count;
    }

    /// <summary>A request or a field group.</summary>
    internal sealed record Request(RequestObject Object) : Fact;
}
