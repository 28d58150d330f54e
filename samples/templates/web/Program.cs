using NanoGpt;
using NanoGptWeb;

var builder = WebApplication.CreateBuilder(args);
#if (emulator)
await using var emulator = await EmulatedService.StartWithoutKeyAsync(builder.Configuration);
#endif
builder.Services.AddNanoGpt(builder.Configuration.GetSection("NanoGpt"));   // the key is in NANOGPT_API_KEY

await using var app = builder.Build();
#if (emulator)
if (emulator is not null)
{
    app.Logger.LogInformation(
        "There is no API key: the emulator at {Address} answers, and nothing is charged", emulator.BaseAddress);
}
#endif
app.UseFileServer();   // wwwroot/index.html
app.MapVideos();       // these spend your money: add authentication before you publish them
await app.RunAsync();
