using NanoGptCluster;
using Orleans.Dashboard;

var builder = WebApplication.CreateBuilder(args);
#if (emulator)
await using var emulator = await EmulatedService.StartWithoutKeyAsync(builder.Configuration);
#endif
builder.AddVideoCluster();

await using var app = builder.Build();
#if (emulator)
if (emulator is not null)
{
    app.Logger.LogInformation(
        "There is no API key: the emulator at {Address} answers, and nothing is charged", emulator.BaseAddress);
}
#endif
app.MapBatches();       // these spend your money: add authentication before you publish them
app.MapOrleansDashboard("/dashboard");
await app.RunAsync();
