using System.Globalization;
using NanoGpt;
using Spectre.Console;

namespace TwoProviders;

/// <summary>All that is written.</summary>
internal static class Screen
{
    /// <summary>What will be sent to whom, and what it will cost.</summary>
    public static void Show(IEnumerable<Offer> offers)
    {
        foreach (var (provider, _, request, price) in offers)
        {
            Console.WriteLine($"{provider,-8} {Dollars(price),-12} {request.ToJson()}");
        }

        Console.WriteLine();
    }

    /// <summary>Both videos, side by side.</summary>
    public static void Compare(IEnumerable<Made> made)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("", "asked", "charged", "took", "file", "");
        foreach (var (offer, result, waited, path) in made)
        {
            table.AddRow(
                offer.Provider,
                Dollars(offer.Price),
                Dollars(result.Cost),
                string.Create(CultureInfo.InvariantCulture, $"{waited.TotalSeconds:0.0} s"),
                string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(path).Length:N0} bytes"),
                Path.GetRelativePath(".", path).EscapeMarkup());
        }

        AnsiConsole.Write(table);
        Console.WriteLine("What a request loses on the other: nanogpt models compare nanogpt/wan-wavespeed-26 venice/wan-2.6-text-to-video");
    }

    /// <summary>Writes a line when a job has another status.</summary>
    public static IProgress<JobUpdate> ProgressOf(string provider) => new StatusLines(provider);

    private static string Dollars(decimal? amount) =>
        amount is null ? "not said" : string.Create(CultureInfo.InvariantCulture, $"{amount:0.00##} USD");

    private sealed class StatusLines(string provider) : IProgress<JobUpdate>
    {
        private JobStatus? last;

        public void Report(JobUpdate value)
        {
            if (value.Status != last)
            {
                last = value.Status;
                Console.WriteLine($"{provider,-8} {last}");
            }
        }
    }
}
