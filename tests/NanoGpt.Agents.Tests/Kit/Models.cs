using NanoGpt.Definitions;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Agents.Tests.Kit;

/// <summary>Provides the built-in models.</summary>
internal static class Models
{
    public static Catalog Catalog { get; } = DirectoryFiles.BuiltInCatalog();

    /// <summary>Gets the models of NanoGPT for which requests can be made.</summary>
    public static IEnumerable<ModelDefinition> Offered => Catalog.Models.Where(
        static model => model is { Provider: ProviderIds.NanoGpt, Status: not ModelStatus.Removed, HasRequestType: true });
}
