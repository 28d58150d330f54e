using System.Reflection;
using System.Runtime.Loader;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Hosts;

/// <summary>Loads a version of the compiler beside that of the tests, and the analyzers with it.</summary>
/// <param name="compiler">The version of a package that the build has downloaded, or <see cref="OfTheSdk"/>.</param>
internal sealed class CompilerHost(string compiler) : AssemblyLoadContext(compiler)
{
    public const string OfTheSdk = "SDK";

    /// <summary>Gets the version of the compiler.</summary>
    public string Version => (string)Hosted.GetProperty(nameof(HostedAnalysis.Version))!.GetValue(null)!;

    private Type Hosted => LoadFromAssemblyName(typeof(HostedAnalysis).Assembly.GetName()).GetType(typeof(HostedAnalysis).FullName!, throwOnError: true)!;

    /// <summary>Returns the findings in programs.</summary>
    public string[][] Run(string[] sources) => (string[][])Hosted.GetMethod(nameof(HostedAnalysis.Run))!.Invoke(
        null, [sources, Compilations.Usings, Compilations.Framework.Append(Compilations.Runtime).Select(static reference => reference.Display!).ToArray(), Compilations.ModelsImage])!;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var folder = assemblyName.Name switch
        {
            "NanoGpt.Analyzers" or "NanoGpt.Analyzers.Tests" => AppContext.BaseDirectory,
            "Microsoft.CodeAnalysis" or "Microsoft.CodeAnalysis.CSharp" when Name == OfTheSdk => GetMetadata("CompilerOfTheSdk"),
            "Microsoft.CodeAnalysis" => FindInPackage("microsoft.codeanalysis.common"),
            "Microsoft.CodeAnalysis.CSharp" => FindInPackage("microsoft.codeanalysis.csharp"),
            _ => null,
        };
        return folder is null ? null : LoadFromAssemblyPath(Path.Combine(folder, assemblyName.Name + ".dll"));
    }

    private static string GetMetadata(string key) =>
        typeof(CompilerHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;

    // The newest framework that the package supports.
    private string FindInPackage(string id) => Directory.GetDirectories(Path.Combine(GetMetadata("Packages"), id, Name!, "lib"), "net?.0")
        .Order(StringComparer.Ordinal).Last();
}
