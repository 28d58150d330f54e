using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using NanoGpt.Generator.Emission;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Generator;

/// <summary>The C# of the index; null where there is nothing to list.</summary>
internal sealed record EmittedIndex(string? Source)
{
    /// <summary>Hands it to the compiler.</summary>
    public void AddTo(SourceProductionContext output)
    {
        if (Source is not null)
        {
            output.AddSource(HintNames.Index, Source);
        }
    }
}

/// <summary>The rows of the index, in the order of the files.</summary>
internal sealed record IndexEntries(EquatableArray<IndexEntry> Items)
{
    /// <summary>Drops the files that gave no row.</summary>
    public IndexEntries(ImmutableArray<IndexEntry?> entries)
        : this(entries.OfType<IndexEntry>().ToEquatableArray())
    {
    }
}
