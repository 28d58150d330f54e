using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>
/// Analyzes random methods and runs them with all relevant arguments. An unconditional diagnostic must hold in every execution
/// that reaches the creation, and a conditional one in at least one. In plain methods, all violations that all executions have
/// must be reported, and nothing on code that no execution reaches.
/// </summary>
/// <remarks>
/// The seeds of the methods are consecutive numbers. The environment variables <c>NANOGPT_ORACLE_FIRST</c> and
/// <c>NANOGPT_ORACLE_METHODS</c> set the first seed and the number of methods.
/// </remarks>
public class ExecutionOracleTests
{
    private const int Methods = 20_000;
    private const int MethodsACompilation = 250;
    private const int MaxReductions = 100;

    private const string Helpers = """
        public static class G
        {
            public static Action<int, VideoRequest> Recorder = null!;
            public static int Calls;
            public static T At<T>(int id, T request) where T : VideoRequest { Recorder(id, request); return request; }
            public static bool Never => false;
            public static bool Always => true;
            public static bool Toggle() => Calls++ > 100 ? throw new InvalidOperationException() : Calls % 3 == 0;
            public static bool Check(bool x) => !x;
            public static bool Same(bool x, bool y) => x == y;
            public static int Id(int x) => x;
            public static void Not(bool x) { if (x) throw new InvalidOperationException(); }
            public static void NotBoth(bool x, bool y) { if (x && y) throw new InvalidOperationException(); }
            public static async Task NotAsync(bool x) { await Task.CompletedTask; Not(x); }
            public static void Small(int x) { if (x > 10) throw new InvalidOperationException(); }
            public static void Positive(int x) { if (x < 0) throw new InvalidOperationException(); }
            [System.Diagnostics.CodeAnalysis.DoesNotReturn] public static void Fail() => throw new InvalidOperationException();
            public static void Throw() => throw new InvalidOperationException();
            public static void Log(object? o) { }
            public static void Set(out int? x) => x = 3;
            public static void Change(ref Every2Quality? x) => x = x is null ? Every2Quality.Low : null;
        }
        public sealed class Op
        {
            public static bool operator ==(Op x, Op y) => false;
            public static bool operator !=(Op x, Op y) => true;
            public override bool Equals(object? o) => false;
            public override int GetHashCode() => 0;
        }
        public sealed class Guarded(bool x) { public Guarded Run() { G.Not(x); return this; } }
        public sealed class Scope : IDisposable { public void Dispose() { } }
        """;

    // Reports what Validate does not check.
    private static readonly string[] OnlyAnalyzers = ["NGPT160"];

    // A message about several values shows their bounds or their common start.
    private static readonly Regex SeveralValues = new(" = \\S+ (or more|or less|to \\S+) is | characters or more: |…");

    private static readonly Assembly Models =
        new AssemblyLoadContext("models").LoadFromStream(new MemoryStream(Compilations.ModelsImage));

    [Fact]
    public void Analyzers_RandomMethods_AgreeWithTheirExecutions()
    {
        var (first, count) = (Setting("NANOGPT_ORACLE_FIRST", 0), Setting("NANOGPT_ORACLE_METHODS", TestDepth.Of(Methods)));
        var figures = new Figures();
        var batches = Enumerable.Range(first, count).Chunk(MethodsACompilation);
        Parallel.ForEach(batches, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (seeds, loop) =>
        {
            figures.Add(Check([.. seeds.Select(static seed => new RandomMethod(seed))]));
            if (figures.Failures.Count > 0)
            {
                loop.Stop();
            }
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"Seeds from {first}, {count} methods: {figures}");
        if (figures.Failures.Count > 0)
        {
            var method = figures.Failures[0].Method;
            Assert.Fail($"{figures}\n{string.Join("\n", figures.Failures.Select(static failure => failure.Text))}\n{method.Source}\nReduced:\n{Reduce(method).Source}");
        }

        Assert.True(figures.Certain >= count / 4, figures.ToString());
        Assert.True(figures.Conditional >= count / 50, figures.ToString());
        Assert.True(figures.Required >= count / 20, figures.ToString());
    }

    private static int Setting(string variable, int @default) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : @default;

    // Methods are compiled together, so that FsCheck cannot run them one by one. It reduces the choices of a method that fails.
    private static RandomMethod Reduce(RandomMethod method)
    {
        var shrinker = ArbMap.Default.ArbFor<int[]>();
        var isReduced = true;
        for (var attempts = 0; isReduced && attempts < MaxReductions;)
        {
            isReduced = false;
            foreach (var choices in shrinker.Shrinker(method.Choices.ToArray()).Take(MaxReductions - attempts))
            {
                attempts++;
                var smaller = new RandomMethod(method.Seed, choices);
                if (smaller.Source.Length < method.Source.Length && Check([smaller]).Failures.Count > 0)
                {
                    (method, isReduced) = (smaller, true);
                    break;
                }
            }
        }

        return method;
    }

    private static Figures Check(List<RandomMethod> methods)
    {
        var figures = new Figures();
        var analyzed = Analyze(methods);
        var context = new AssemblyLoadContext("methods", isCollectible: true);
        context.Resolving += static (_, name) => name.Name == Models.GetName().Name ? Models : null;
        var type = Compile(methods, context).GetType("Program")!;
        var recorder = type.Assembly.GetType("G")!;
        var executions = new List<HashSet<(string Code, string Message)>>?[methods.Max(static method => method.Creations)];
        recorder.GetField("Recorder")!.SetValue(null, (Action<int, VideoRequest>)((id, request) =>
            (executions[id] ??= []).Add([.. request.Validate().Select(static finding => (finding.Code, finding.Message))])));
        for (var i = 0; i < methods.Count; i++)
        {
            Array.Clear(executions);
            Run(type.GetMethod(methods[i].Name)!, methods[i].Arguments(), recorder.GetField("Calls")!);
            Compare(methods[i], analyzed[i], executions, figures);
        }

        context.Unload();
        return figures;
    }

    private static void Run(MethodInfo method, IEnumerable<object?[]> calls, System.Reflection.FieldInfo counter)
    {
        var quality = method.GetParameters()[4].ParameterType;
        foreach (var arguments in calls)
        {
            counter.SetValue(null, 0);
            arguments[4] = Enum.ToObject(quality, arguments[4]!);
            try
            {
                method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture);
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException or NullReferenceException)
            {
                // A guard ended the execution.
            }
        }
    }

    private static void Compare(
        RandomMethod method, List<(int Creation, Diagnostic Diagnostic)> diagnostics, List<HashSet<(string Code, string Message)>>?[] executions,
        Figures figures)
    {
        foreach (var (creation, diagnostic) in diagnostics)
        {
            var isCertain = IsCertain(diagnostic);
            if (executions[creation] is not { } found)
            {
                figures.Unreached++;
                if (method.IsPlain)
                {
                    figures.Fail(method, $"creation {creation}: {diagnostic} is on code that no execution reaches.");
                }

                continue;
            }

            var message = MessageOf(diagnostic);
            var holding = found.Count(execution => execution.Any(finding =>
                finding.Code == diagnostic.Id && IsAbout(finding.Message, message, isCertain)));
            figures.Count(isCertain);
            if (isCertain ? holding < found.Count : holding == 0)
            {
                figures.Fail(method, $"creation {creation}: {diagnostic} holds in {holding} of {found.Count} executions.");
            }
        }

        foreach (var creation in method.IsPlain ? method.Kept : [])
        {
            foreach (var (code, message) in executions[creation] is { } found ? found.Aggregate((left, right) => [.. left.Intersect(right)]) : [])
            {
                figures.Required++;
                if (!diagnostics.Exists(pair => pair.Creation == creation && pair.Diagnostic.Id == code && IsCertain(pair.Diagnostic)))
                {
                    figures.Fail(method, $"creation {creation}: {code} '{message}' is not reported.");
                }
            }
        }
    }

    private static bool IsCertain(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Error || MessageOf(diagnostic) == diagnostic.GetMessage(CultureInfo.InvariantCulture);

    // Without the condition.
    private static string MessageOf(Diagnostic diagnostic)
    {
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        return message.StartsWith("When ", StringComparison.Ordinal) ? message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..] : message;
    }

    // A certain diagnostic may have another value in its message on each path.
    private static bool IsAbout(string found, string message, bool isCertain) =>
        found == message || ((isCertain || SeveralValues.IsMatch(message)) && found.Split(' ')[0] == message.Split(' ')[0]);

    private static List<(int Creation, Diagnostic Diagnostic)>[] Analyze(List<RandomMethod> methods)
    {
        var (source, creations) = Strip(Program(methods));
        var starts = methods.ConvertAll(method => source.IndexOf($" {method.Name}(", StringComparison.Ordinal));
        var result = methods.ConvertAll(static _ => new List<(int, Diagnostic)>()).ToArray();
        foreach (var diagnostic in Verify.Run(Create(source), new InvalidRequestAnalyzer()).Where(static d => !OnlyAnalyzers.Contains(d.Id)))
        {
            var start = diagnostic.AdditionalLocations[0].SourceSpan.Start;
            var method = ~starts.BinarySearch(start) - 1;
            result[method].Add((creations[(start, diagnostic.AdditionalLocations[0].SourceSpan.End)], diagnostic));
        }

        return result;
    }

    private static string Program(List<RandomMethod> methods) =>
        Helpers + "\npublic static class Program\n{\n    static void K(object? o) { }\n" + string.Concat(methods.Select(static method => method.Source)) + "}\n";

    // Removes the marks, and returns the number of each creation by its span.
    private static (string Source, Dictionary<(int Start, int End), int> Creations) Strip(string marked)
    {
        var source = new StringBuilder();
        var creations = new Dictionary<(int, int), int>();
        var open = new Stack<(int Start, int Number)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked[i] == RandomMethod.Open[0])
            {
                var colon = marked.IndexOf(':', i);
                open.Push((source.Length, int.Parse(marked.AsSpan((i + 1)..colon), CultureInfo.InvariantCulture)));
                i = colon;
            }
            else if (marked[i] == RandomMethod.Close[0])
            {
                var (start, number) = open.Pop();
                creations.Add((start, source.Length), number);
            }
            else
            {
                source.Append(marked[i]);
            }
        }

        return (source.ToString(), creations);
    }

    private static Assembly Compile(List<RandomMethod> methods, AssemblyLoadContext context)
    {
        var source = Regex.Replace(Program(methods), RandomMethod.Open + "([0-9]+):", "G.At($1, ")
            .Replace(RandomMethod.Close, ")", StringComparison.Ordinal);
        using var stream = new MemoryStream();
        var emitted = Create(source).Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(5)
            .Select(static d => d + "\n" + d.Location.SourceTree!.ToString().Split('\n')[d.Location.GetLineSpan().StartLinePosition.Line])));
        stream.Position = 0;
        return context.LoadFromStream(stream);
    }

    // Without warnings about null, which take more time than the analyzers.
    private static CSharpCompilation Create(string source)
    {
        var compilation = Compilations.Create(source);
        return compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Annotations));
    }

    /// <summary>Counts what was compared. Batches run in parallel.</summary>
    private sealed class Figures
    {
        public List<(RandomMethod Method, string Text)> Failures { get; } = [];

        public int Certain { get; private set; }

        public int Conditional { get; private set; }

        public int Required { get; set; }

        public int Unreached { get; set; }

        public void Count(bool isCertain) => _ = isCertain ? Certain++ : Conditional++;

        public void Fail(RandomMethod method, string text) => Failures.Add((method, $"Seed {method.Seed}, {text}"));

        public void Add(Figures other)
        {
            lock (Failures)
            {
                Failures.AddRange(other.Failures);
                Certain += other.Certain;
                Conditional += other.Conditional;
                Required += other.Required;
                Unreached += other.Unreached;
            }
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Certain} unconditional and {Conditional} conditional diagnostics hold, {Unreached} are on code that no execution reaches; {Required} violations had to be reported.");
    }
}
