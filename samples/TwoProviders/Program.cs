// Sends one prompt to two providers and compares price, duration and file. Without arguments, it uses a local emulator of both
// services. With --live, NANOGPT_API_KEY and VENICE_API_KEY, it uses the services, which costs money.

using System.Diagnostics;
using NanoGpt;
using NanoGpt.Models;
using TwoProviders;

const string Prompt = "A lighthouse at dusk, waves breaking on the rocks, slow dolly in";

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

Services services;
try
{
    services = await Services.OpenAsync(isLive: args.Contains("--live"), stop.Token);
}
catch (InvalidOperationException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

await using (services)
{
    // The same model, Wan 2.6, at each provider: different records with the same property names.
    var onNanoGpt = new Wan26Request { Prompt = Prompt, Resolution = Wan26Resolution.R720p, Duration = 5 };
    var onVenice = new VeniceWan2_6TextToVideoRequest
    {
        Prompt = Prompt,
        Resolution = VeniceWan2_6TextToVideoResolution.R720p,
        Duration = VeniceWan2_6TextToVideoDuration.Seconds5,
    };

    try
    {
        // The prices of both are recorded in the model directory. Venice also returns the price of today, which costs nothing.
        var offers = new Offer[]
        {
            new("NanoGPT", services.NanoGpt, onNanoGpt, onNanoGpt.EstimateCost().Maximum),
            new("Venice", services.Venice, onVenice, await services.Venice.QuoteAsync(onVenice, cancellationToken: stop.Token)),
        };
        Screen.Show(offers);
        if (services.AreLive && !args.Contains("--yes"))
        {
            Console.Error.WriteLine("This spends the sum of both prices: add --yes to confirm.");
            return 2;
        }

        // Both clients implement IVideoClient, so one method handles both.
        var videos = await Task.WhenAll(offers.Select(offer => GenerateAsync(offer)));
        Screen.Compare(videos);
        return 0;
    }
    catch (Exception e) when (e is NanoGptException or IOException)
    {
        Console.Error.WriteLine($"{e.GetType().Name}: {e.Message}");
        return 1;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("Canceled. Accepted jobs continue at the services.");
        return 130;
    }
}

async Task<GeneratedVideo> GenerateAsync(Offer offer)
{
    var folder = Directory.CreateDirectory("two-providers-output").FullName;
    var path = Path.Combine(folder, $"{offer.Provider.ToLowerInvariant()}.mp4");
    var clock = Stopwatch.StartNew();
    var result = await offer.Client.GenerateAsync(offer.Request, Screen.ProgressOf(offer.Provider), stop.Token);
    var duration = clock.Elapsed;
    await result.DownloadAsync(path, overwrite: true, cancellationToken: stop.Token);
    return new GeneratedVideo(offer, result, duration, path);
}
