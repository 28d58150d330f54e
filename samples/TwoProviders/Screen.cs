using System.Globalization;
using NanoGpt;

namespace TwoProviders;

/// <summary>Writes to the console.</summary>
internal static class Screen
{
    /// <summary>Writes the requests and their prices.</summary>
    public static void Show(IEnumerable<Offer> offers)
    {
        foreach (var (provider, _, request, price) in offers)
        {
            Console.WriteLine($"{provider,-8} {Dollars(price),-12} {request.ToJson()}");
        }

        Console.WriteLine();
    }

    /// <summary>Writes the generated videos, one per line.</summary>
    public static void Compare(IEnumerable<GeneratedVideo> videos)
    {
        Console.WriteLine();
        foreach (var (offer, result, duration, path) in videos)
        {
            // Venice does not return the charge of a job, so its quote is displayed.
            var cost = result.Cost is null ? $"{Dollars(offer.Price)} quoted" : $"{Dollars(result.Cost)} charged";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{offer.Provider,-8} {cost,-20} {duration.TotalSeconds,6:0.0} s {new FileInfo(path).Length,9} bytes  "
                    + $"{Path.GetRelativePath(".", path)}"));
        }

        Console.WriteLine("To compare both models: nanogpt models compare nanogpt/wan-26 venice/wan-2.6-text-to-video");
    }

    /// <summary>Returns a progress handler that writes each change of the status.</summary>
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
