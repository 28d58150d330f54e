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
await host.RunAsync();
