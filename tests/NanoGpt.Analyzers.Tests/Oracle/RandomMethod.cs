using System.Globalization;
using System.Text;

namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>
/// Writes a random method that creates requests, from a seed. Each creation is enclosed in marks that carry its number:
/// <c>⟦3:new Every2Request { ... }⟧</c>.
/// </summary>
internal sealed class RandomMethod
{
    public const string Open = "⟦";
    public const string Close = "⟧";

    private static readonly int[] Numbers = [1, 2, 5, 8, 10, 11, 24, 60];

    // Within the number of states that the analysis distinguishes, even if each outcome of a condition is a path.
    private const int MaxPlainConditions = 4;

    private readonly Random? random;
    private readonly IReadOnlyList<int> replayed;
    private readonly List<int> choices = [];
    private readonly StringBuilder text = new();
    private readonly HashSet<string> used = [];
    private readonly List<int> kept = [];
    private int names;
    private int conditions;
    private int budget;
    private bool isNested;

    /// <summary>Writes a method with random choices, or with the choices of another method, which are made again.</summary>
    public RandomMethod(int seed, IReadOnlyList<int>? replayed = null)
    {
        Seed = seed;
        random = replayed is null ? new Random(seed) : null;
        this.replayed = replayed ?? [];
        IsPlain = Next(2) == 0;
        budget = 3 + Next(6) + (Next(8) == 7 ? 10 : 0);
        text.Append("int? d = 2; bool? l = null; string? t = null; Every2Quality? q = null; Every2Request r = ").Append(New(1)).Append(";\n");
        while (budget > 0)
        {
            Statement(3);
        }

        kept.Add(Creations);
        text.Append("K(").Append(New(1)).Append(");");
        Name = "M" + seed.ToString(CultureInfo.InvariantCulture);
        Source = $"public static void {Name}(bool a, bool b, bool? m, int n, Every2Quality k, string s)\n{{\n{text}\n}}\n";
    }

    public int Seed { get; }

    public string Name { get; }

    public string Source { get; }

    /// <summary>
    /// Gets a value that indicates whether the method has few conditions, all of which compare variables with constants, so that the
    /// analyzers must report every violation that all executions have.
    /// </summary>
    public bool IsPlain { get; }

    public int Creations { get; private set; }

    /// <summary>Gets the choices from which the method is written.</summary>
    public IReadOnlyList<int> Choices => choices;

    /// <summary>Gets the numbers of the creations that no copy completes.</summary>
    public IReadOnlyCollection<int> Kept => kept;

    /// <summary>Returns arguments such that each combination of outcomes of comparisons occurs.</summary>
    public IEnumerable<object?[]> Arguments()
    {
        // Two numbers are not constants of the enum: if only one were left, its violation would seem to be that of all executions.
        bool[] both = [false, true];
        return from a in used.Contains("a") ? both : [false]
               from b in used.Contains("b") ? both : [true]
               from m in used.Contains("m") ? (bool?[])[null, false, true] : [null]
               from n in used.Contains("n") ? (int[])[0, 1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 24, 25, 60, 61] : [5]
               from k in used.Contains("k") ? (int[])[0, 1, 2, 9, 10] : [1]
               from s in used.Contains("s") ? (string?[])[null, "", "ab", "anime", "another"] : ["abc"]
               select new object?[] { a, b, m, n, k, s };
    }

    // Without further choices, the first alternative is taken, which is the simplest.
    private int Next(int count)
    {
        var choice = random?.Next(count) ?? (choices.Count < replayed.Count ? Math.Abs(replayed[choices.Count] % count) : 0);
        choices.Add(choice);
        return choice;
    }

    private string Pick(params string[] alternatives) => alternatives[Next(alternatives.Length)];

    // Each alternative of a plain method may double the number of its paths.
    private bool MayBranch(int outcomes = 2) => !IsPlain || (conditions += outcomes - 1) <= MaxPlainConditions;

    // At most three parameters, which limits the number of runs.
    private string Parameter(params string[] names)
    {
        var known = names.Where(used.Contains).ToArray();
        var name = used.Count >= 3 && known.Length > 0 ? Pick(known) : Pick(names);
        if (used.Count >= 3 && known.Length == 0)
        {
            return "";
        }

        used.Add(name);
        return name;
    }

    private string Number() => Numbers[Next(Numbers.Length)].ToString(CultureInfo.InvariantCulture);

    private string Condition(int depth)
    {
        var choice = Next(depth > 0 ? 18 : 11);
        if (choice is < 11 or 17 && !MayBranch())
        {
            return Pick("true", "false");
        }

        switch (choice)
        {
            case 0 or 1 when Parameter("a", "b") is { Length: > 0 } flag:
                return Pick(flag, "!" + flag, flag + " == true", flag + " is false");
            case 2 when Parameter("m") is { Length: > 0 }:
                return Pick("m == true", "m is null", "m.HasValue", "m is false", "m != false", "(m ?? false)", "m.GetValueOrDefault()");
            case 3 or 4 when Parameter("n") is { Length: > 0 }:
                return Pick($"n > {Number()}", $"n <= {Number()}", $"n == {Number()}", $"n != {Number()}", $"{Number()} < n",
                    $"n is {Number()} or {Number()}", $"n is > {Pick("1", "5", "9")} and < {Pick("11", "24")}", $"n is not {Number()}");
            case 5 when Parameter("k") is { Length: > 0 }:
                return Pick("k == Every2Quality.Low", "k is Every2Quality.High or Every2Quality.Best", "k != Every2Quality.Best");
            case 6 when Parameter("s") is { Length: > 0 }:
                return Pick("s == \"anime\"", "s is \"ab\" or \"anime\"", "s != \"\"", "s is { }");
            case 7:
                return Pick("l == true", "l is null", "d > 5", "d is null", "q == Every2Quality.Low", "t is null", "t == \"anime\"");
            case 8 or 9 or 10 when !IsPlain:
                return Pick("G.Never", "G.Always", "G.Toggle()", $"G.Check({Flag()})", $"G.Same({Flag()}, {Flag()})", "G.Id(d ?? 0) > 5",
                    $"(new Op() == new Op())", $"({Flag()} & {Flag()})", $"({Flag()} | {Flag()})", $"({Flag()} ^ {Flag()})", "t?.Length > 3");
            case 11 or 12:
                return $"({Condition(depth - 1)} && {Condition(depth - 1)})";
            case 13 or 14:
                return $"({Condition(depth - 1)} || {Condition(depth - 1)})";
            case 15:
                return $"!({Condition(depth - 1)})";
            case 16:
                return $"({Condition(depth - 1)} ? {Condition(depth - 1)} : {Condition(depth - 1)})";
            default:
                return Pick("true", "false", "l == false", "d == 2");
        }
    }

    private string Flag() => Parameter("a", "b") is { Length: > 0 } flag ? Pick(flag, "!" + flag) : "(l == true)";

    private string Int(int depth) => Next(depth > 0 ? 9 : 4) switch
    {
        0 or 1 or 2 => "(int?)" + Number(),
        3 => Pick("(int?)null", "(int?)(int)10.9", "(int?)(int)2.5f"),
        4 when Parameter("n") is { Length: > 0 } => IsPlain ? "(int?)n" : Pick("(int?)n", "(int?)G.Id(n)", "(int?)(n + 1)", "(int?)(n * 2)"),
        5 or 6 => $"({Condition(depth - 1)} ? {Int(depth - 1)} : {Int(depth - 1)})",
        7 => $"({Int(depth - 1)} ?? {Int(depth - 1)})",
        _ => "(int?)" + Number(),
    };

    private string Bool(int depth) => Next(depth > 0 ? 7 : 3) switch
    {
        0 => Pick("true", "false"),
        1 => "(bool?)null",
        2 => "(bool?)" + Pick("true", "false"),
        3 when Parameter("m") is { Length: > 0 } => "m",
        4 or 5 => $"(bool?)({Condition(depth - 1)})",
        _ => $"({Condition(depth - 1)} ? {Bool(depth - 1)} : {Bool(depth - 1)})",
    };

    private string Text(int depth) => Next(depth > 0 ? 9 : 5) switch
    {
        0 => "\"anime\"",
        1 => Pick("\"\"", "\"ab\"", "\"abcdefghijklmnopqrstuvwxyz\"", "string.Empty", "new string('x', 30)"),
        2 => "\"abcd\"",
        3 => "(string?)null",
        5 when Parameter("s") is { Length: > 0 } => Pick("s", "(\"abcdefghijklmnopqrstuv\" + s)", "$\"{s} and more\""),
        6 or 7 => $"({Condition(depth - 1)} ? {Text(depth - 1)} : {Text(depth - 1)})",
        _ => "\"abc\"",
    };

    private string Quality(int depth) => Next(depth > 0 ? 8 : 4) switch
    {
        0 or 1 => "(Every2Quality?)Every2Quality." + Pick("Low", "High", "Best"),
        2 => "(Every2Quality?)null",
        3 => Pick("(Every2Quality?)Every2Quality.Low", "(Every2Quality?)(Every2Quality)7"),
        4 when Parameter("k") is { Length: > 0 } => "(Every2Quality?)k",
        5 when Parameter("k") is { Length: > 0 } && MayBranch(outcomes: 3) =>
            $"(k switch {{ Every2Quality.Low => {Quality(depth - 1)}, Every2Quality.High => {Quality(depth - 1)}, _ => {Quality(depth - 1)} }})",
        _ => $"({Condition(depth - 1)} ? {Quality(depth - 1)} : {Quality(depth - 1)})",
    };

    private string List(int depth) => Next(depth > 0 ? 7 : 4) switch
    {
        0 => "(ValueList<string>?)[\"ab\", \"abcdef\"]",
        1 => "(ValueList<string>?)[]",
        2 => "(ValueList<string>?)[\"a\", \"b\", \"c\", \"d\"]",
        3 => "(ValueList<string>?)null",
        4 when MayBranch() => "(ValueList<string>?)new[] { \"a\", t ?? \"b\" }",
        5 => "(ValueList<string>?)[.. new[] { \"a\", \"b\" }, \"c\", \"d\"]",
        _ => $"({Condition(depth - 1)} ? {List(depth - 1)} : {List(depth - 1)})",
    };

    private string Image(int depth) => Next(depth > 0 ? 6 : 4) switch
    {
        0 => "ImageInput.FromUrl(\"https://example.com/a.png\")",
        1 => "(ImageInput?)null",
        2 => Pick("ImageInput.FromUrl(\"http://example.com/a.png\")", "ImageInput.FromUrl($\"http://example.com/{s}.png\")"),
        3 => "ImageInput.FromBytes(new byte[1001], \"image/png\")",
        _ => $"({Condition(depth - 1)} ? {Image(depth - 1)} : {Image(depth - 1)})",
    };

    private string Mark(string creation) =>
        string.Create(CultureInfo.InvariantCulture, $"{Open}{Creations++}:{creation}{Close}");

    private string New(int depth) => Mark($"new Every2Request {{ {Properties(depth)} }}");

    private string Properties(int depth)
    {
        var set = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = Next(5); i >= 0; i--)
        {
            var (name, value) = Next(9) switch
            {
                0 => ("Duration", Pick("d", Int(depth))),
                1 => ("Fps", Int(depth)),
                2 => ("Loop", Pick("l", Bool(depth))),
                3 => ("Quality", Pick("q", Quality(depth))),
                4 => ("Style", Pick("t", Text(depth))),
                5 => ("Words", List(depth)),
                6 => ("Seed", Pick("1L", "null")),
                7 => ("Image", Image(depth)),
                _ => ("LastFrame", Image(depth)),
            };
            set[name] = value;
        }

        set["Prompt"] = Next(3) == 0 ? Text(depth) + "!" : "\"abcd\"";
        return string.Join(", ", set.Select(static pair => $"{pair.Key} = {pair.Value}"));
    }

    private void Block(int depth)
    {
        text.Append("{ ");
        for (var i = Next(3); i >= 0; i--)
        {
            Statement(depth - 1);
        }

        text.Append("}\n");
    }

    private void Statement(int depth)
    {
        budget--;
        switch (Next(depth > 0 ? 24 : 9))
        {
            case 0 or 1:
                text.Append("d = ").Append(Int(2)).Append("; ");
                break;
            case 2:
                text.Append("l = ").Append(Bool(2)).Append("; ");
                break;
            case 3:
                text.Append(Next(MayBranch() ? 4 : 3) switch
                {
                    0 => "q = " + Quality(2),
                    1 => "t = " + Text(2),
                    2 => "d ??= " + Int(1),
                    _ => "t ??= " + Text(1),
                }).Append("; ");
                break;
            case 4 or 5:
                kept.Add(Creations);
                text.Append("K(").Append(New(2)).Append("); ");
                break;
            case 6:
                text.Append("r = ").Append(Mark($"r with {{ {Properties(1)} }}")).Append("; ");
                break;
            case 7:
                text.Append("K(").Append(Mark($"r with {{ {Properties(1)} }}")).Append("); ");
                break;
            case 8 when !IsPlain:
                text.Append(Guard()).Append("; ");
                break;
            case 9 or 10 or 11 or 12:
                text.Append("if (").Append(Condition(2)).Append(") ");
                Block(depth);
                if (Next(2) == 0)
                {
                    text.Append("else ");
                    Block(depth);
                }

                break;
            case 13 or 14:
                text.Append("if (").Append(Condition(1)).Append(") ").Append(Pick("return; ", "throw new InvalidOperationException(); "));
                break;
            case 15 when Parameter("k") is { Length: > 0 } && MayBranch():
                text.Append("switch (k) { case Every2Quality.Low: ");
                Statement(depth - 1);
                text.Append("break; default: ");
                Statement(depth - 1);
                text.Append("break; } ");
                break;
            default:
                if (!IsPlain)
                {
                    Special(depth);
                }

                break;
        }
    }

    private string Guard() => Pick(
        $"G.Not({Flag()})", $"G.NotBoth({Flag()}, {Flag()})", $"if ({Condition(1)}) G.Fail()", $"if ({Condition(1)}) G.Throw()",
        $"G.NotAsync({Flag()}).GetAwaiter().GetResult()", $"if (!G.Check({Flag()})) return", $"new Guarded({Flag()}).Run()",
        "G.Log(d)", "G.Small(d ?? 0)", $"_ = {Flag()} ? 1 : throw new InvalidOperationException()", "G.Set(out d)", "G.Change(ref q)",
        $"G.Log({Condition(1)} ? 1 : 2)", $"G.Positive({Condition(1)} ? 1 : -1)");

    private void Special(int depth)
    {
        var name = "x" + names++.ToString(CultureInfo.InvariantCulture);
        switch (Next(isNested ? 6 : 9))
        {
            case 0:
                text.Append("for (var ").Append(name).Append(" = 0; ").Append(name).Append(" < 2; ").Append(name).Append("++) ");
                Loop(depth);
                break;
            case 1:
                text.Append("foreach (var ").Append(name).Append(" in new[] { true, false }) { if (").Append(name)
                    .Append(") { ").Append(Pick("l = true;", "d = 11;", "continue;", "")).Append(" } ");
                Loop(depth);
                text.Append("} ");
                break;
            case 2:
                text.Append("while (G.Toggle()) ");
                Loop(depth);
                break;
            case 3:
                text.Append("try ");
                Block(depth);
                text.Append(Pick("catch (InvalidOperationException) ", "catch (InvalidOperationException) when (G.Toggle()) ", "catch "));
                Block(depth);
                break;
            case 4:
                text.Append("try ");
                Block(depth);
                text.Append("finally { ").Append(Pick("l = null;", $"G.Not({Flag()});", "d = 2;", "G.Log(1);", $"if ({Condition(1)}) throw new InvalidOperationException();"))
                    .Append(" } ");
                break;
            case 5:
                text.Append("using (new Scope()) ");
                Block(depth);
                break;
            case 6:
                Nested($"Action {name} = () => ", depth, $"; {Pick("", $"if ({Condition(1)}) ")}{name}(); ");
                break;
            case 7:
                Nested($"{Pick("", $"{name}(); ")}void {name}() ", depth, $" {name}(); ");
                break;
            default:
                Nested($"Action<bool> {name} = z{name} => {{ if (z{name}) l = false; ", depth, $" }}; {name}({Pick("true", "false", Flag())}); ");
                break;
        }
    }

    private void Nested(string head, int depth, string tail)
    {
        isNested = true;
        text.Append(head);
        Block(depth);
        text.Append(tail);
        isNested = false;
    }

    private void Loop(int depth)
    {
        text.Append("{ ");
        Statement(depth - 1);
        text.Append("if (").Append(Condition(1)).Append(") ").Append(Pick("break; ", "continue; ", "return; ", "{ } "));
        Statement(depth - 1);
        text.Append("} ");
    }
}
