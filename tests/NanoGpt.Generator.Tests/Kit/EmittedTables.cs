extern alias runtime;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using FieldGroupInfo = runtime::NanoGpt.FieldGroupInfo;
using ModelInfo = runtime::NanoGpt.ModelInfo;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>Reads the tables of emitted code with the runtime, without compiling the code.</summary>
internal static class EmittedTables
{
    private static readonly FieldGroupInfo AnyGroup = FieldGroupInfo.Parse("flag any Any", _ => throw new NotSupportedException());

    /// <summary>The table of the model, after those of its objects were read too.</summary>
    /// <exception cref="FormatException">The runtime cannot read one of them.</exception>
    public static ModelInfo Read(string code)
    {
        var tables = CSharpSyntaxTree.ParseText(code, CSharpCompiler.ParseOptions).GetRoot().DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken)).Select(token => token.ValueText).ToList();
        foreach (var table in tables.Skip(1))
        {
            _ = FieldGroupInfo.Parse(table, _ => throw new NotSupportedException(), Groups(table));
        }

        return ModelInfo.Parse(tables[0], null, Groups(tables[0]));
    }

    private static FieldGroupInfo[] Groups(string table) =>
        [.. Enumerable.Repeat(AnyGroup, table.Split('\n').Count(line => line.StartsWith("group ", StringComparison.Ordinal)))];
}
