using System.Globalization;
using NanoGpt;

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

    /// <summary>Both videos, one below the other.</summary>
    public static void Compare(IEnumerable<Made> made)
    {
        Console.WriteLine();
        foreach (var (offer, result, waited, path) in made)
        {
            // Venice never says what it took: its quote stands then, named as one.
            var cost = result.Cost is null ? $"{Dollars(offer.Price)} quoted" : $"{Dollars(result.Cost)} charged";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{offer.Provider,-8} {cost,-20} {waited.TotalSeconds,6:0.0} s {new FileInfo(path).Length,9} bytes  {Path.GetRelativePath(".", path)}"));
        }

        Console.WriteLine("What a request loses on the other: nanogpt models compare nanogpt/wan-wavespeed-26 venice/wan-2.6-text-to-video");
    }

    /// <summary>Writes a line when a job has another status.</summary>
    public static IProgress<JobUpdate> ProgressOf(string provider) => new StatusLines(provider);

    private static string Dollars(decimal? amount) =>
        amount is null ? "no price" : string.Create(CultureInfo.InvariantCulture, $"{amount:0.00##} USD");

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
