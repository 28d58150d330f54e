using System.Collections.Concurrent;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers;

/// <summary>Represents the types of the runtime in a compilation, and caches the models of request types.</summary>
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

    /// <summary>Returns the types, or <see langword="null"/> if the compilation does not reference the runtime.</summary>
    public static KnownTypes? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("NanoGpt.VideoModelAttribute") is { } videoModel
        && compilation.GetTypeByMetadataName("NanoGpt.VideoRequest") is { } videoRequest
            ? new KnownTypes(compilation, videoModel, videoRequest)
            : null;

    /// <summary>
    /// Returns the model of a request type or of a field group, or <see langword="null"/> if the type is neither of them or its
    /// table cannot be read.
    /// </summary>
    public RequestModel? GetModel(ITypeSymbol? type)
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

/// <summary>Provides extension methods for <see cref="ITypeSymbol"/>.</summary>
internal static class TypeSymbolExtensions
{
    /// <summary>Returns whether a type is <see cref="Nullable{T}"/>.</summary>
    public static bool IsNullableValueType(this ITypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>Returns the underlying type of <see cref="Nullable{T}"/>, or the type itself.</summary>
    public static ITypeSymbol WithoutNullable(this ITypeSymbol type) =>
        type is INamedTypeSymbol named && type.IsNullableValueType() ? named.TypeArguments[0] : type;
}
