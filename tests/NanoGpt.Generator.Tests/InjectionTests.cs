using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Generator.Emission;
using NanoGpt.Generator.Tests.Kit;
using NanoGpt.Schema.Model;
using NanoGpt.Tables;

namespace NanoGpt.Generator.Tests;

/// <summary>
/// Text of the directory never becomes code. For any texts, all tokens except string literals and the text of doc comments equal
/// those generated when each text is <c>x</c>. In a table, the lines, their verbs and their number of words are equal.
/// </summary>
public sealed partial class InjectionTests
{
    private static readonly EmitOptions Options = new();

    public static TheoryData<string> Fragments => [.. HostileText.Fragments];

    [Theory]
    [MemberData(nameof(Fragments))]
    public void Emit_FragmentOfCode_StaysText(string text) => AssertHarmless(text);

    [Fact]
    public void Emit_AnyText_StaysText() => Prop.ForAll(HostileText.Any, AssertHarmless).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Fragments))]
    public void Generator_FragmentOfCodeInYaml_StaysText(string text)
    {
        var hostile = GeneratorHarness.Run(TestProject.Small.WithModel("texts", SmallDirectory.WithTexts("a " + text)));

        // What the loader refuses, it drops; what it takes is harmless.
        Assert.True(hostile.Sources.ContainsKey("TextsRequest.g.cs") || hostile.Log.Length > 0);
        if (hostile.Sources.TryGetValue("TextsRequest.g.cs", out var source))
        {
            var plain = GeneratorHarness.Run(TestProject.Small.WithModel("texts", SmallDirectory.WithTexts("x")));
            AssertSameShape(plain["TextsRequest.g.cs"], source);
            AssertSameShape(plain["NanoGptModels.g.cs"], hostile["NanoGptModels.g.cs"]);
            Assert.Empty(CSharpCompiler.Complaints(hostile));
            Assert.Equal("texts", EmittedTables.Read(source).Id);
        }
    }

    [Fact]
    public void Literal_AnyText_IsParsedBack() => Prop.ForAll(HostileText.Any, text =>
    {
        var literal = Escape.Literal(text);

        Assert.Equal(text, SyntaxFactory.ParseExpression(literal).GetFirstToken().Value);
        Assert.All(literal, c => Assert.False(char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\u202e'));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Table_AnyText_IsReadBack() => Prop.ForAll(HostileText.Any, text =>
    {
        var model = new ModelInfo
        {
            Provider = "p",
            Id = "m",
            Title = text,
            Fields = new([new FieldInfo { Name = "t", Property = "T", Type = FieldType.String, Wire = new() { Name = "t" }, Default = Scalar.Of(text) }]),
        };
        var table = ModelTable.Write(model);
        Assert.All(table, c => Assert.False((char.IsControl(c) && c != '\n') || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\u202e'));
        var info = EmittedTables.Read($"var x = \"\"\"\n{table}\n\"\"\";");

        Assert.Equal((text, text), (info.Title, info.Fields[0].Default?.Text));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("A B")]
    [InlineData("")]
    [InlineData("1A")]
    [InlineData("A{}")]
    [InlineData("class")]
    [InlineData("Ñ")]
    [InlineData("A\u200d")]
    public void Emit_InvalidName_Throws(string name)
    {
        var model = Specs.WithTexts("x");

        Assert.Throws<InvalidOperationException>(() => ModelEmitter.Emit(model with { TypeName = name + " " }, Options));
        Assert.Throws<InvalidOperationException>(() => ModelEmitter.Emit(Renamed(f => f with { Property = name }), Options));
        Assert.Throws<InvalidOperationException>(() => ModelEmitter.Emit(
            Renamed(f => f with { Values = new([new ValueInfo("x", name, false)]) }), Options));

        ModelDefinition Renamed(Func<FieldInfo, FieldInfo> rename) =>
            model with { Fields = model.Fields.Select(f => f.Name == "Resolution" ? rename(f) : f).ToEquatableArray() };
    }

    [Fact]
    public void EmittedModel_Defect_DropsItsModelWithAnIssue()
    {
        var emitted = EmittedModel.Create(Specs.WithTexts("x") with { TypeName = "not a name" }, Options, CancellationToken.None);

        Assert.NotNull(emitted);
        Assert.Null(emitted.Source);
        Assert.Null(emitted.IndexEntry);
        Assert.Equal("NGPT099", emitted.Failure!.Rule.Id);
        Assert.Contains("report it with this text", emitted.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EmittedModel_Cancellation_IsNotADefect() => Assert.Throws<OperationCanceledException>(
        () => EmittedModel.Create(Specs.WithTexts("x"), Options, new CancellationToken(canceled: true)));

    private static void AssertHarmless(string text)
    {
        AssertSameShape(ModelEmitter.Emit(Specs.WithTexts("x"), Options), ModelEmitter.Emit(Specs.WithTexts(text), Options));
        AssertSameShape(IndexEmitter.Emit(Entries("x"), Options), IndexEmitter.Emit(Entries(text), Options));
    }

    private static IEnumerable<IndexEntry> Entries(string text) =>
    [
        IndexEntry.Create(Specs.WithTexts(text)),
        IndexEntry.Create(Specs.WithTexts(text) with { TypeName = "Gone", Status = ModelStatus.Removed }),
    ];

    private static void AssertSameShape(string plain, string hostile)
    {
        var tree = CSharpSyntaxTree.ParseText(hostile, CSharpCompiler.ParseOptions);

        Assert.Empty(tree.GetDiagnostics());
        Assert.Equal(Shape(plain), Shape(hostile));
        Assert.Equal(hostile, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(hostile)));
    }

    private static IEnumerable<string> Shape(string code) => CSharpSyntaxTree.ParseText(code, CSharpCompiler.ParseOptions).GetRoot()
        .DescendantTokens(descendIntoTrivia: true)
        .Where(t => t.Kind() is not (SyntaxKind.XmlTextLiteralToken or SyntaxKind.XmlEntityLiteralToken or SyntaxKind.XmlTextLiteralNewLineToken))
        .Select(t => t.Kind() switch
        {
            SyntaxKind.StringLiteralToken => "literal",
            SyntaxKind.MultiLineRawStringLiteralToken => TableShape(t.ValueText),
            var kind => kind + " " + t.Text,
        });

    private static string TableShape(string table) => string.Join('\n', table.Split('\n').Select(line =>
    {
        var words = Quoted().Replace(line, "x").Split(' ');
        return words[0] + " " + words.Length;
    }));

    [GeneratedRegex("""
        "(\\.|[^"\\])*"
        """)]
    private static partial Regex Quoted();
}
