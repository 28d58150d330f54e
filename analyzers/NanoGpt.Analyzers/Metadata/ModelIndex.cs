using Microsoft.CodeAnalysis;
using NanoGpt.Tables;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>Represents the models that a compilation can see, and those that were removed.</summary>
/// <remarks>
/// A literal id does not name its provider. It is judged by the provider that has an active model of that id, if there is one.
/// </remarks>
internal sealed class ModelIndex
{
    private readonly Dictionary<string, INamedTypeSymbol> models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RemovedModel> removed = new(StringComparer.Ordinal);

    private ModelIndex()
    {
    }

    public IEnumerable<string> Ids => models.Keys;

    /// <summary>Collects the models of the project and of every referenced assembly that uses the runtime.</summary>
    public static ModelIndex Of(Compilation compilation, INamedTypeSymbol videoModel)
    {
        var index = new ModelIndex();
        var runtime = videoModel.ContainingAssembly;
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols.Append(compilation.Assembly))
        {
            var usesRuntime = SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)
                || assembly.Modules.Any(module => module.ReferencedAssemblies.Any(identity => identity.Name == runtime.Name));
            if (usesRuntime)
            {
                index.Add(assembly.GlobalNamespace, videoModel);
            }
        }

        return index;
    }

    public INamedTypeSymbol? TypeOf(string id) => models.TryGetValue(id, out var type) ? type : null;

    /// <summary>
    /// Returns the removed model of an id; <see langword="null"/> if there is none, or another provider still has a model of the
    /// id.
    /// </summary>
    public RemovedModel? FindRemoved(string id) => removed.TryGetValue(id, out var model) && !models.ContainsKey(id) ? model
        : null;

    /// <summary>
    /// Returns the message of the <see cref="ObsoleteAttribute"/> of a type; <see langword="null"/> if it has none.
    /// </summary>
    public static string? DeprecationOf(INamedTypeSymbol type) => type.GetAttributes()
        .Where(static attribute => attribute.AttributeClass?.Name == nameof(ObsoleteAttribute))
        .Select(static attribute => Text(attribute, 0)).FirstOrDefault(static message => message is not null);

    private void Add(INamespaceSymbol space, INamedTypeSymbol videoModel)
    {
        foreach (var type in space.GetTypeMembers())
        {
            if (type is { Name: "NanoGptModels", IsStatic: true })
            {
                AddRemoved(type);
            }

            foreach (var attribute in type.GetAttributes())
            {
                if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, videoModel) && Text(attribute, 1) is { } id
                    && (!models.TryGetValue(id, out var other) || DeprecationOf(other) is not null))
                {
                    models[id] = type;
                }
            }
        }

        foreach (var inner in space.GetNamespaceMembers())
        {
            Add(inner, videoModel);
        }
    }

    private void AddRemoved(INamedTypeSymbol index)
    {
        try
        {
            foreach (var model in RequestModel.ConstantOf(index, "RemovedModels") is { } table ? ModelTable.ReadRemoved(table)
                : default)
            {
                removed[model.Id] = model;
            }
        }
        catch (FormatException)
        {
            // Half-typed code, or the table of another version.
        }
    }

    private static string? Text(AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length
            && attribute.ConstructorArguments[index] is { Kind: TypedConstantKind.Primitive, Value: string text }
            ? text
            : null;
}
