using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Rules.Models;

namespace NanoGpt.Analyzers.Metadata;

/// <summary>The models that a compilation can see, and those that are gone.</summary>
/// <remarks>An id that is written out does not say whose it is. So it is judged by the provider that has the best to say of it.</remarks>
internal sealed class ModelIndex
{
    private readonly Dictionary<string, INamedTypeSymbol> models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string? Successor, string? Since)> removed = new(StringComparer.Ordinal);

    private ModelIndex()
    {
    }

    public IEnumerable<string> Ids => models.Keys;

    /// <summary>Looks through this project and every assembly that uses the runtime.</summary>
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

    /// <summary>Whether no provider has the model any more, and one had it.</summary>
    public bool IsRemoved(string id, out string? successor, out string? since)
    {
        var isRemoved = removed.TryGetValue(id, out var fate) && !models.ContainsKey(id);
        (successor, since) = fate;
        return isRemoved;
    }

    private void Add(INamespaceSymbol space, INamedTypeSymbol videoModel)
    {
        foreach (var type in space.GetTypeMembers())
        {
            foreach (var attribute in type.GetAttributes())
            {
                if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, videoModel) && attribute.Text(1) is { } id)
                {
                    if (!models.TryGetValue(id, out var other) || ModelDeprecated.MessageOf(other) is not null)
                    {
                        models[id] = type;
                    }
                }
                else if (attribute.IsNamed("RemovedModelAttribute") && attribute.Text(1) is { } gone)
                {
                    removed[gone] = (attribute.Named("Successor") as string, attribute.Named("Since") as string);
                }
            }
        }

        foreach (var inner in space.GetNamespaceMembers())
        {
            Add(inner, videoModel);
        }
    }
}
