using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>
/// Analyzes random methods and runs them with all relevant arguments: an unconditional diagnostic must hold in every execution
/// that reaches the creation, and a conditional one in at least one. In plain methods, 99 of 100 violations of
/// all executions must be reported. The variable <c>NANOGPT_ORACLE_METHODS</c> sets the number of methods.
/// </summary>
public class ExecutionOracleTests
{
    private const int Methods = 20_000;
    private const int MethodsACompilation = 500;

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

    // Speak about what validation does not, or never about one execution.
    private static readonly string[] OnlyAnalyzers = ["NGPT160"];

    private static readonly Regex Bounds = new(" = \\S+ (or more|or less|to \\S+) is ");

    private static readonly AssemblyLoadContext Context = CreateContext();

    [Fact]
    public void Analyzers_RandomMethods_AgreeWithTheirExecutions()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("NANOGPT_ORACLE_METHODS"), NumberStyles.None, CultureInfo.InvariantCulture, out var more) ? more : Methods;
        var figures = new Figures();
        for (var first = 0; first < count && figures.Failures.IsEmpty; first += MethodsACompilation)
        {
            Check([.. Enumerable.Range(first, MethodsACompilation).Select(static number => new RandomMethod(number, number))], figures);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(figures.ToString());
        Assert.True(figures.Failures.IsEmpty, $"{figures.Failures.Count} failures. {figures}\n{string.Join("\n\n", figures.Failures.Take(5))}");
        Assert.True(figures.Certain >= count / 4 && figures.Conditional >= count / 50 && figures.Required >= count / 20 && figures.Missed <= figures.Required / 100, figures.ToString());
    }

    private static void Check(List<RandomMethod> methods, Figures figures)
    {
        var analyzed = Analyze(methods);
        var type = Compile(methods).GetType("Program")!;
        var recorder = type.Assembly.GetType("G")!;
        var executions = new List<HashSet<(string Code, string Message)>>?[methods.Max(static method => method.Creations)];
        recorder.GetField("Recorder")!.SetValue(null, (Action<int, VideoRequest>)((id, request) =>
            (executions[id] ??= []).Add([.. request.Validate().Select(static finding => (finding.Code, finding.Message))])));
        for (var i = 0; i < methods.Count; i++)
        {
            Array.Clear(executions);
            var run = type.GetMethod(methods[i].Name)!;
            var quality = run.GetParameters()[4].ParameterType;
            foreach (var arguments in methods[i].Arguments())
            {
                recorder.GetField("Calls")!.SetValue(null, 0);
                try
                {
                    arguments[4] = Enum.ToObject(quality, arguments[4]!);
                    run.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture);
                }
                catch (Exception e) when (e is InvalidOperationException or ArgumentException or NullReferenceException)
                {
                    // A guard ended the execution.
                }
            }

            Compare(methods[i], analyzed[i], executions, figures);
        }
    }

    private static void Compare(
        RandomMethod method, List<(int Creation, Diagnostic Diagnostic)> diagnostics, List<HashSet<(string Code, string Message)>>?[] executions, Figures figures)
    {
        foreach (var (creation, diagnostic) in diagnostics)
        {
            if (executions[creation] is not { } found)
            {
                figures.Unreached++;
                continue;
            }

            var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
            var end = message.StartsWith("When ", StringComparison.Ordinal) ? message.IndexOf(": ", StringComparison.Ordinal) + 2 : 0;
            var isCertain = end == 0 || diagnostic.Severity == DiagnosticSeverity.Error;
            var holding = found.Count(execution => execution.Any(finding => finding.Code == diagnostic.Id && IsAbout(finding.Message, message[end..], isCertain)));
            _ = isCertain ? figures.Certain++ : figures.Conditional++;
            if (isCertain ? holding < found.Count : holding == 0)
            {
                figures.Failures.Add($"seed {method.Seed}, creation {creation}: {diagnostic.Severity} {diagnostic.Id} '{message}' holds in {holding} of {found.Count} executions.\n{method.Source}");
            }
        }

        foreach (var creation in method.IsPlain ? method.Kept : [])
        {
            foreach (var (code, _) in executions[creation] is { } found ? found.Aggregate((left, right) => [.. left.Intersect(right)]) : [])
            {
                figures.Required++;
                if (!diagnostics.Exists(pair => pair.Diagnostic.Id == code))
                {
                    figures.Missed++;
                }
            }
        }
    }

    // A certain diagnostic may have another value in its message on each path, and a message may show the bounds of a value.
    private static bool IsAbout(string found, string message, bool isCertain) =>
        found == message || ((isCertain || Bounds.IsMatch(message)) && found.Split(' ')[0] == message.Split(' ')[0]);

    private static List<(int Creation, Diagnostic Diagnostic)>[] Analyze(List<RandomMethod> methods)
    {
        var (source, creations) = Strip(Program(methods));
        var starts = methods.ConvertAll(method => source.IndexOf($" {method.Name}(", StringComparison.Ordinal));
        var result = methods.ConvertAll(static _ => new List<(int, Diagnostic)>()).ToArray();
        foreach (var diagnostic in Verify.Run(Compilations.Create(source)).Where(static d => !OnlyAnalyzers.Contains(d.Id)))
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

    private static Assembly Compile(List<RandomMethod> methods)
    {
        var source = Regex.Replace(Program(methods), RandomMethod.Open + "([0-9]+):", "G.At($1, ")
            .Replace(RandomMethod.Close, ")", StringComparison.Ordinal);
        using var stream = new MemoryStream();
        var emitted = Compilations.Create(source).WithAssemblyName("Random" + methods[0].Name).Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(5)
            .Select(static d => d + "\n" + d.Location.SourceTree!.ToString().Split('\n')[d.Location.GetLineSpan().StartLinePosition.Line])));
        stream.Position = 0;
        return Context.LoadFromStream(stream);
    }

    private static AssemblyLoadContext CreateContext()
    {
        var context = new AssemblyLoadContext("execution");
        context.LoadFromStream(new MemoryStream(Compilations.ModelsImage));
        return context;
    }

    private sealed class Figures
    {
        public ConcurrentBag<string> Failures { get; } = [];

        public int Certain { get; set; }

        public int Conditional { get; set; }

        public int Required { get; set; }

        /// <summary>Gets or sets the number of violations that were not reported, because too many paths were merged.</summary>
        public int Missed { get; set; }

        public int Unreached { get; set; }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Certain} unconditional and {Conditional} conditional diagnostics hold, {Unreached} are on code that no execution reaches, {Required} violations had to be reported, and {Missed} of them were not.");
    }
}
