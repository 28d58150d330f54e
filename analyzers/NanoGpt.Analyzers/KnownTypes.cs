using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers;

/// <summary>
/// Represents the types of the runtime as one compilation sees them, and the request types that were read so far.
/// </summary>
internal sealed class KnownTypes
{
    private readonly ConcurrentDictionary<ITypeSymbol, RequestModel?> models = new(SymbolEqualityComparer.Default);

    private KnownTypes(Compilation compilation, INamedTypeSymbol videoModel, INamedTypeSymbol videoRequest)
    {
        Compilation = compilation;
        VideoModel = videoModel;
        VideoRequest = videoRequest;
        FieldGroup = compilation.GetTypeByMetadataName("NanoGpt.FieldGroup");
        RawVideoRequest = compilation.GetTypeByMetadataName("NanoGpt.RawVideoRequest");
        MediaInput = compilation.GetTypeByMetadataName("NanoGpt.MediaInput");
        ValueList = compilation.GetTypeByMetadataName("NanoGpt.ValueList`1");
    }

    public Compilation Compilation { get; }

    public INamedTypeSymbol VideoModel { get; }

    public INamedTypeSymbol VideoRequest { get; }

    public INamedTypeSymbol? FieldGroup { get; }

    public INamedTypeSymbol? RawVideoRequest { get; }

    public INamedTypeSymbol? MediaInput { get; }

    public INamedTypeSymbol? ValueList { get; }

    /// <summary>Returns the types; <see langword="null"/> if the runtime is not referenced.</summary>
    public static KnownTypes? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("NanoGpt.VideoModelAttribute") is { } videoModel
        && compilation.GetTypeByMetadataName("NanoGpt.VideoRequest") is { } videoRequest
            ? new KnownTypes(compilation, videoModel, videoRequest)
            : null;

    /// <summary>
    /// Returns the description of a request type or of a group of fields; <see langword="null"/> for every other type, and for
    /// one without a table that can be read.
    /// </summary>
    public RequestModel? ModelOf(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { IsRecord: true, TypeKind: TypeKind.Class } named)
        {
            return null;
        }

        if (!models.TryGetValue(named, out var model))
        {
            var isGroup = IsGroup(named);
            model = isGroup || DerivesFrom(named.BaseType, VideoRequest) ? RequestModel.Read(named, isGroup, this) : null;
            models.TryAdd(named, model);
        }

        return model;
    }

    public bool IsMedia(ITypeSymbol? type) => MediaInput is not null && DerivesFrom(type, MediaInput);

    /// <summary>Returns whether a type is a record of fields that is nested in requests.</summary>
    public bool IsGroup(ITypeSymbol type) => FieldGroup is not null && DerivesFrom(type.BaseType, FieldGroup);

    private static bool DerivesFrom(ITypeSymbol? type, INamedTypeSymbol ancestor)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, ancestor))
            {
                return true;
            }
        }

        return false;
    }
}
