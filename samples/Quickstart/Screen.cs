using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoGpt;
using Spectre.Console;

namespace Quickstart;

/// <summary>Represents a generated video that was saved.</summary>
internal sealed record GeneratedVideo(string Name, string Path, VideoResult Result);

/// <summary>Writes to the console: progress bars on a terminal, otherwise one line for each state.</summary>
internal static class Screen
{
    private const int ShownCharacters = 60;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes the estimated cost and the JSON of a request, with truncated media.</summary>
    public static void Show(string name, VideoRequest request)
    {
        Console.WriteLine($"{name}: {request.Model.Id}, estimated at {request.EstimateCost()}");
        var json = JsonNode.Parse(request.ToJson())!.AsObject();
        foreach (var (key, value) in json.ToList())
        {
            if (value?.GetValueKind() == JsonValueKind.String
                && value.GetValue<string>() is { Length: > 2 * ShownCharacters } text)
            {
                json[key] = $"{text[..ShownCharacters]}... ({text.Length} characters)";
            }
        }

        Console.WriteLine(json.ToJsonString(Indented));
        Console.WriteLine();
    }

    /// <summary>Asks for confirmation; returns false without a terminal.</summary>
    public static bool Confirm(IReadOnlyList<(string Name, VideoRequest Request)> requests)
    {
        var total = requests.Sum(request => request.Request.EstimateCost().Maximum ?? 0);
        var unknown = requests.Count(request => request.Request.EstimateCost().Maximum is null);
        var price = string.Create(
            CultureInfo.InvariantCulture, $"up to {total} USD{(unknown == 0 ? "" : $" and {unknown} unknown price(s)")}");
        if (Console.IsInputRedirected)
        {
            Console.Error.WriteLine($"This spends {price}: add --yes to confirm.");
            return false;
        }

        return AnsiConsole.Confirm($"This spends {price}. Continue?", defaultValue: false);
    }

    /// <summary>Generates all videos concurrently and displays their progress.</summary>
    public static async Task<GeneratedVideo[]> RunAsync(
        IReadOnlyList<(string Name, VideoRequest Request)> requests,
        Func<string, VideoRequest, Action<string, double>, Task<GeneratedVideo>> generate)
    {
        if (Console.IsOutputRedirected)
        {
            return await Task.WhenAll(requests.Select(
                request => generate(request.Name, request.Request, WriteLineOnChange(request.Name))));
        }

        return await AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new ElapsedTimeColumn(),
                new SpinnerColumn())
            .StartAsync(context => Task.WhenAll(requests.Select(request =>
            {
                var bar = context.AddTask(request.Name);
                return generate(request.Name, request.Request, (state, percent) =>
                {
                    bar.Description = $"{request.Name}: {state}";
                    bar.Value = percent;
                });
            })));
    }

    /// <summary>Writes the files, their costs and the remaining balance.</summary>
    public static void Summarize(IReadOnlyList<GeneratedVideo> results, string service)
    {
        Console.WriteLine();
        foreach (var (name, path, result) in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-15} {Amount(result.Cost),-10} {new FileInfo(path).Length,7} bytes  {Path.GetRelativePath(".", path)}"));
        }

        Console.WriteLine($"{"balance",-15} {Amount(results.Min(video => video.Result.Job.RemainingBalance))} left at {service}");

        static string Amount(decimal? amount) =>
            amount is null ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{amount:0.00##} USD");
    }

    private static Action<string, double> WriteLineOnChange(string name)
    {
        var last = "";
        return (state, _) =>
        {
            if (state != last)
            {
                Console.WriteLine($"{name}: {last = state}");
            }
        };
    }
}
