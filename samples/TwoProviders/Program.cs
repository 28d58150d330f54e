// One prompt, two providers, side by side: what each asks for it, how long it takes, and the file that comes. Without arguments nothing
// leaves this machine: an emulator answers for both. With --live, NANOGPT_API_KEY and VENICE_API_KEY the services do, for money.

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
    // The same model, Wan 2.6, as each provider takes it: another record, but the same names for the same things.
    var onNanoGpt = new WanWavespeed26Request { Prompt = Prompt, Resolution = WanWavespeed26Resolution.R720p, Duration = 5 };
    var onVenice = new VeniceWan2_6TextToVideoRequest { Prompt = Prompt, Resolution = VeniceWan2_6TextToVideoResolution.R720p, Duration = VeniceWan2_6TextToVideoDuration.Seconds5 };

    try
    {
        // NanoGPT's prices are recorded in the directory, Venice tells them on request: neither costs anything.
        var offers = new Offer[]
        {
            new("NanoGPT", services.NanoGpt, onNanoGpt, onNanoGpt.EstimateCost().Maximum),
            new("Venice", services.Venice, onVenice, await services.Venice.QuoteAsync(onVenice, cancellationToken: stop.Token)),
        };
        Screen.Show(offers);
        if (services.CostMoney && !args.Contains("--yes"))
        {
            Console.Error.WriteLine("This spends the sum of both prices: add --yes to agree.");
            return 2;
        }

        // From here on both are an IVideoClient, and one method serves both.
        var made = await Task.WhenAll(offers.Select(offer => MakeAsync(offer)));
        Screen.Compare(made);
        return 0;
    }
    catch (Exception e) when (e is NanoGptException or IOException)
    {
        Console.Error.WriteLine($"{e.GetType().Name}: {e.Message}");
        return 1;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("Stopped. Jobs that were accepted go on at their service.");
        return 130;
    }
}

async Task<Made> MakeAsync(Offer offer)
{
    var folder = Directory.CreateDirectory("two-providers-output").FullName;
    var path = Path.Combine(folder, $"{offer.Provider.ToLowerInvariant()}.mp4");
    var clock = Stopwatch.StartNew();
    var result = await offer.Client.GenerateAsync(offer.Request, Screen.ProgressOf(offer.Provider), stop.Token);
    var waited = clock.Elapsed;
    await result.DownloadAsync(path, overwrite: true, cancellationToken: stop.Token);
    return new Made(offer, result, waited, path);
}
