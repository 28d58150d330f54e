using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>Reads the tables of emitted code with the runtime, without compiling the code.</summary>
internal static class EmittedTables
{
    private static readonly GroupTypeInfo AnyGroup = new GroupTypeInfo("boolean any Any", _ => throw new NotSupportedException());

    /// <summary>The table of the model, after those of its objects were read too.</summary>
    /// <exception cref="FormatException">The runtime cannot read one of them.</exception>
    public static ModelInfo Read(string code)
    {
        var tables = CSharpSyntaxTree.ParseText(code, CSharpCompiler.ParseOptions).GetRoot().DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken)).Select(token => token.ValueText).ToList();
        foreach (var table in tables.Skip(1))
        {
            _ = new GroupTypeInfo(table, _ => throw new NotSupportedException(), Groups(table));
        }

        return new RequestTypeInfo(tables[0], null, Groups(tables[0])).Model;
    }

    private static GroupTypeInfo[] Groups(string table) =>
        [.. Enumerable.Repeat(AnyGroup, table.Split('\n').Count(line => line.StartsWith("object ", StringComparison.Ordinal)))];
}
