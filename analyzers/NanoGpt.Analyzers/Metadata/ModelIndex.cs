using NanoGpt.Tables;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>Represents the models that a compilation references, and the removed models.</summary>
/// <remarks>
/// A constant id does not name its provider. If several providers have a model with the id, an active model takes precedence.
/// </remarks>
internal sealed class ModelIndex
{
    private readonly Dictionary<string, INamedTypeSymbol> models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RemovedModel> removed = new(StringComparer.Ordinal);

    private ModelIndex()
    {
    }

    public IEnumerable<string> Ids => models.Keys;

    /// <summary>Collects the models of the project and of every referenced assembly that references the runtime.</summary>
    public static ModelIndex Create(Compilation compilation, INamedTypeSymbol videoModel)
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

    public INamedTypeSymbol? FindType(string id) => models.TryGetValue(id, out var type) ? type : null;

    /// <summary>
    /// Returns the removed model of an id, or <see langword="null"/> if no model of the id was removed from all providers.
    /// </summary>
    public RemovedModel? FindRemoved(string id) =>
        removed.TryGetValue(id, out var model) && !models.ContainsKey(id) ? model : null;

    /// <summary>Returns the message of the <see cref="ObsoleteAttribute"/> of a type, or <see langword="null"/>.</summary>
    public static string? GetDeprecation(INamedTypeSymbol type) => type.GetAttributes()
        .Where(static attribute => attribute.AttributeClass?.Name == nameof(ObsoleteAttribute))
        .Select(static attribute => GetText(attribute, 0)).FirstOrDefault(static message => message is not null);

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
                if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, videoModel) && GetText(attribute, 1) is { } id
                    && (!models.TryGetValue(id, out var other) || GetDeprecation(other) is not null))
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
            foreach (var model in
                RequestModel.GetConstant(index, "RemovedModels") is { } table ? ModelTable.ReadRemoved(table) : default)
            {
                removed[model.Id] = model;
            }
        }
        catch (FormatException)
        {
            // The code is incomplete, or the table was written by another version.
        }
    }

    private static string? GetText(AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length
            && attribute.ConstructorArguments[index] is { Kind: TypedConstantKind.Primitive, Value: string text }
            ? text
            : null;
}
