using NanoGpt.Catalogs.Requests;

namespace NanoGpt.Cli.Output;

/// <summary>Finds the model that an argument names.</summary>
internal static class ModelLookup
{
    /// <summary>Returns the model; writes an error with suggestions and returns null if it is not the only one.</summary>
    public static ModelDefinition? Find(Catalog catalog, string name, CommandHost host) =>
        Find(catalog, name, host.Error.WriteLine);

    /// <summary>Returns the model; reports an error with suggestions and returns null if it is not the only one.</summary>
    public static ModelDefinition? Find(Catalog catalog, string name, Action<string> report) =>
        ModelNames.Find(catalog, name, report, "see 'nanogpt models list'.");
}
