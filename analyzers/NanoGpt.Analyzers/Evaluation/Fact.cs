using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>What is known of a value.</summary>
internal abstract record Fact
{
    private const int MaxAlternatives = 16;

    /// <summary>Nothing.</summary>
    public static Fact Unknown { get; } = new Nothing(false);

    /// <summary>Nothing yet: the control-flow graph may tell.</summary>
    public static Fact Open { get; } = new Nothing(true);

    /// <summary>Not null, and no more.</summary>
    public static Fact NotNull { get; } = new Something();

    public static Fact Null { get; } = new Constant(null);

    public static Fact Of(bool value) => new Constant(value);

    /// <summary>Any truth.</summary>
    public static Fact AnyBoolean { get; } = new OneOf(ImmutableArray.Create(NotNull, Of(true), Of(false)));

    /// <summary>What is this or that. So many alternatives that nobody wants to try them are left to the graph.</summary>
    public static Fact Either(Fact left, Fact right)
    {
        if (left.IsLeftOpen || right.IsLeftOpen)
        {
            return Open;
        }

        var facts = ImmutableArray.CreateBuilder<Fact>();
        foreach (var fact in left.Alternatives.AddRange(right.Alternatives))
        {
            if (!facts.Contains(fact))
            {
                facts.Add(fact);
            }
        }

        return facts.Count == 1 ? facts[0] : facts.Count <= MaxAlternatives ? new OneOf(facts.ToImmutable()) : Open;
    }

    public bool IsLeftOpen => this is Nothing { IsOpen: true };

    /// <summary>Whether only the graph can tell more.</summary>
    public bool HangsOnPaths => this is Nothing { IsOpen: true } or OneOf;

    public ImmutableArray<Fact> Alternatives => this is OneOf choice ? choice.Facts : ImmutableArray.Create(this);

    internal sealed record Nothing(bool IsOpen) : Fact;

    internal sealed record Something : Fact;

    /// <summary>A constant as the compiler sees it; enum members are their numbers.</summary>
    internal sealed record Constant(object? Value) : Fact;

    /// <summary>One of several; the control-flow graph may tell which. None of them is open or a choice itself.</summary>
    internal sealed record OneOf(ImmutableArray<Fact> Facts) : Fact;

    /// <summary>The same value as a term's.</summary>
    internal sealed record SameAs(Term Term) : Fact;

    /// <summary>A truth that paths may decide.</summary>
    internal sealed record TruthValue(Formula Formula) : Fact;

    /// <summary>A medium made by one of the factories.</summary>
    internal sealed record Media(string Factory, MediaForms? Form, SyntaxNode Syntax) : Fact
    {
        /// <summary>The link, path or id, if it is constant.</summary>
        public string? Text { get; init; }

        public string? MediaType { get; init; }

        /// <summary>Whether a media type is given that is not constant.</summary>
        public bool IsTypeUnknown { get; init; }

        public long? ByteCount { get; init; }

        /// <summary>The first bytes; null where they are not known, or too few to tell anything.</summary>
        public byte[]? Start { get; init; }

        public ITypeSymbol? Type { get; init; }
    }

    /// <summary>A list or array; its items are default where only their number is known.</summary>
    internal sealed record Items(int Count, ImmutableArray<Fact> Facts) : Fact;

    /// <summary>A request or a group of fields.</summary>
    internal sealed record Request(RequestObject Object) : Fact;
}
