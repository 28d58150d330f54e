using NanoGpt;
using NanoGptWorker;

var builder = Host.CreateApplicationBuilder(args);
#if (emulator)
await using var emulator = await EmulatedService.StartWithoutKeyAsync(builder.Configuration);
#endif
builder.Services.AddNanoGpt(builder.Configuration.GetSection("NanoGpt"));   // the key is in NANOGPT_API_KEY
builder.Services.AddSingleton<PromptFolders>();
builder.Services.AddHostedService<VideoWorker>();

using var host = builder.Build();
#if (emulator)
if (emulator is not null)
{
    host.Services.GetRequiredService<ILogger<VideoWorker>>().LogInformation(
        "There is no API key: the emulator at {Address} answers, and nothing is charged", emulator.BaseAddress);
}
#endif
await host.RunAsync();
