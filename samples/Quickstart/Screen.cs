using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NanoGpt;
using Spectre.Console;

namespace Quickstart;

/// <summary>A video that was made.</summary>
internal sealed record Made(string Name, string Path, VideoResult Result);

/// <summary>All that is written: progress bars on a terminal, elsewhere one line a state.</summary>
internal static class Screen
{
    private const int ShownCharacters = 60;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The JSON that is sent, with long media cut short, and its price.</summary>
    public static void Show(string name, VideoRequest request)
    {
        Console.WriteLine($"{name}: {request.Model.Id}, estimated at {request.EstimateCost()}");
        var json = JsonNode.Parse(request.ToJson())!.AsObject();
        foreach (var (key, value) in json.ToList())
        {
            if (value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 2 * ShownCharacters } text)
            {
                json[key] = $"{text[..ShownCharacters]}... ({text.Length} characters)";
            }
        }

        Console.WriteLine(json.ToJsonString(Indented));
        Console.WriteLine();
    }

    /// <summary>Asks before money is spent; without a terminal nobody can say yes.</summary>
    public static bool Confirm(IReadOnlyList<(string Name, VideoRequest Request)> requests)
    {
        var total = requests.Sum(request => request.Request.EstimateCost().Maximum ?? 0);
        var unknown = requests.Count(request => request.Request.EstimateCost().Maximum is null);
        var price = string.Create(CultureInfo.InvariantCulture, $"up to {total} USD{(unknown == 0 ? "" : $" and {unknown} unknown price(s)")}");
        if (Console.IsInputRedirected)
        {
            Console.Error.WriteLine($"This spends {price}: add --yes to agree.");
            return false;
        }

        return AnsiConsole.Confirm($"This spends {price}. Go on?", defaultValue: false);
    }

    /// <summary>Makes all videos at once and shows how far each is.</summary>
    public static async Task<Made[]> RunAsync(
        IReadOnlyList<(string Name, VideoRequest Request)> requests, Func<string, VideoRequest, Action<string, double>, Task<Made>> make)
    {
        if (Console.IsOutputRedirected)
        {
            return await Task.WhenAll(requests.Select(request => make(request.Name, request.Request, WriteLineOnChange(request.Name))));
        }

        return await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context => Task.WhenAll(requests.Select(request =>
            {
                var bar = context.AddTask(request.Name);
                return make(request.Name, request.Request, (state, percent) =>
                {
                    bar.Description = $"{request.Name}: {state}";
                    bar.Value = percent;
                });
            })));
    }

    /// <summary>Where the files are, and what it cost.</summary>
    public static void Summarize(IReadOnlyList<Made> results, string service)
    {
        Console.WriteLine();
        foreach (var (name, path, result) in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-15} {Amount(result.Cost),-10} {new FileInfo(path).Length,7} bytes  {Path.GetRelativePath(".", path)}"));
        }

        Console.WriteLine($"{"balance",-15} {Amount(results.Min(made => made.Result.Job.RemainingBalance))} left at {service}");

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
