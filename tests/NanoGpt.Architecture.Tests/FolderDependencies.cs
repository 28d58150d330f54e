using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace NanoGpt.Architecture.Tests;

/// <summary>Represents the use of a type by a file in another top-level folder of the same project.</summary>
internal sealed record FolderUse(string User, string Used, string Type)
{
    public string From => TopFolder(User);

    public string To => TopFolder(Used);

    public static string TopFolder(string path) => path.Contains('/') ? path[..path.IndexOf('/')] : "";

    public override string ToString() => $"{User} uses {Used} ({Type})";
}

/// <summary>
/// Finds which top-level folders of a project use which. Public types of all folders share a namespace, so the sources are
/// compiled and their names are resolved. Documentation comments do not count, and neither do files outside any folder.
/// </summary>
internal static class FolderDependencies
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Options = new(
        LanguageVersion.Preview, DocumentationMode.None,
        preprocessorSymbols: ["NET", "NET8_0_OR_GREATER"]);

    private static readonly IReadOnlyList<(string Name, MetadataReference Reference)> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => (Path.GetFileNameWithoutExtension(path), (MetadataReference)MetadataReference.CreateFromFile(path)))];

    private static readonly ConcurrentDictionary<string, IReadOnlyList<FolderUse>> Found = new(StringComparer.Ordinal);

    /// <summary>Returns the uses between the folders of a project, at most one for each pair of a file and a type.</summary>
    /// <param name="project">The path of the project file.</param>
    /// <param name="assembly">The name of its assembly.</param>
    public static IReadOnlyList<FolderUse> Find(string project, string assembly) => Found.GetOrAdd(project, FindOnce, assembly);

    private static IReadOnlyList<FolderUse> FindOnce(string project, string assembly)
    {
        var root = Path.GetDirectoryName(project)! + "/";
        var trees = Repository.Files("*.cs").Where(file => file.StartsWith(root, StringComparison.Ordinal))
            .Select(file => CSharpSyntaxTree.ParseText(Repository.Read(file), Options, file[root.Length..])).ToList();
        var compilation = CSharpCompilation.Create(
            assembly,
            [.. trees, CSharpSyntaxTree.ParseText(ImplicitUsings + UsingsOf(project), Options)],
            References.Where(reference => reference.Name != assembly).Select(reference => reference.Reference),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var names = trees.SelectMany(DeclaredNames).ToHashSet(StringComparer.Ordinal);
        return [.. trees.AsParallel().Where(tree => FolderUse.TopFolder(tree.FilePath).Length > 0)
            .SelectMany(tree => Uses(tree, compilation.GetSemanticModel(tree), names)).Distinct()
            .OrderBy(use => use.ToString(), StringComparer.Ordinal)];
    }

    private static string UsingsOf(string project) => string.Concat(
        Regex.Matches(Repository.Read(project), "<Using Include=\"([^\"]+)\"")
            .Select(match => $"\nglobal using {match.Groups[1]};"));

    /// <summary>Returns the uses within each set of folders that use each other, directly or over others.</summary>
    public static IReadOnlyList<FolderUse> InCycles(IReadOnlyList<FolderUse> uses)
    {
        var next = uses.ToLookup(use => use.From, use => use.To);
        var reachable = next.Select(folder => folder.Key).ToDictionary(folder => folder, folder => Reachable(next, folder));
        return [.. uses.Where(use => reachable.TryGetValue(use.To, out var back) && back.Contains(use.From))];
    }

    private static HashSet<string> Reachable(ILookup<string, string> next, string start)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var folder))
        {
            foreach (var other in next[folder].Where(seen.Add))
            {
                open.Enqueue(other);
            }
        }

        return seen;
    }

    // Types, and extension methods, whose calls do not name their type.
    private static IEnumerable<string> DeclaredNames(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().Select(static node => node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
            DelegateDeclarationSyntax type => type.Identifier.ValueText,
            MethodDeclarationSyntax { ParameterList.Parameters: [var first, ..] } method
                when first.Modifiers.Any(SyntaxKind.ThisKeyword) => method.Identifier.ValueText,
            _ => null,
        }).OfType<string>();

    private static IEnumerable<FolderUse> Uses(SyntaxTree tree, SemanticModel model, HashSet<string> names)
    {
        var candidates = tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>();
        foreach (var name in candidates.Where(name => names.Contains(name.Identifier.ValueText)))
        {
            var info = model.GetSymbolInfo(name);
            var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
            if ((symbol as INamedTypeSymbol ?? symbol?.ContainingType) is { } type && symbol is INamedTypeSymbol or IMethodSymbol
                && Outermost(type) is var used && used.DeclaringSyntaxReferences is [var declaration, ..]
                && FolderUse.TopFolder(declaration.SyntaxTree.FilePath) is { Length: > 0 } folder
                && folder != FolderUse.TopFolder(tree.FilePath))
            {
                yield return new FolderUse(tree.FilePath, declaration.SyntaxTree.FilePath, used.Name);
            }
        }
    }

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? Outermost(outer) : type;
}
