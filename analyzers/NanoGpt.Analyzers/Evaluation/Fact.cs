using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>What is known of a value.</summary>
internal abstract record Fact
{
    /// <summary>Nothing.</summary>
    public static Fact Unknown { get; } = new Nothing(false);

    /// <summary>Nothing yet: the control-flow graph may tell.</summary>
    public static Fact Open { get; } = new Nothing(true);

    /// <summary>Not null, and no more.</summary>
    public static Fact NotNull { get; } = new Something();

    public static Fact Null { get; } = new Constant(null);

    public static Fact Of(bool value) => new Constant(value);

    internal sealed record Nothing(bool IsOpen) : Fact;

    internal sealed record Something : Fact;

    /// <summary>A constant as the compiler sees it; enum members are their numbers.</summary>
    internal sealed record Constant(object? Value) : Fact;

    /// <summary>The same value as a term's.</summary>
    internal sealed record SameAs(Term Term) : Fact;

    /// <summary>A truth that paths may decide.</summary>
    internal sealed record Truth(Formula Formula) : Fact;

    /// <summary>A medium made by one of the factories.</summary>
    internal sealed record Media(string Factory, MediaForm? Form, SyntaxNode Syntax) : Fact
    {
        /// <summary>The link, path or id, if it is constant.</summary>
        public string? Text { get; init; }

        public string? MediaType { get; init; }

        public long? ByteCount { get; init; }

        public ITypeSymbol? Type { get; init; }
    }

    /// <summary>A list or array; its items are default where only their number is known.</summary>
    internal sealed record Items(int Count, ImmutableArray<Fact> Facts) : Fact;

    /// <summary>A request or a group of fields.</summary>
    internal sealed record Request(RequestObject Object) : Fact;
}
