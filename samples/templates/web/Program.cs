using NanoGpt;
using NanoGptWeb;

var builder = WebApplication.CreateBuilder(args);
#if (emulator)
await using var emulator = await EmulatedService.StartWithoutKeyAsync(builder.Configuration);
#endif
builder.Services.AddNanoGpt(builder.Configuration.GetSection("NanoGpt"));   // the key is in NANOGPT_API_KEY

await using var app = builder.Build();
app.UseFileServer();   // wwwroot/index.html
app.MapVideos();       // these spend your money: add authentication before you publish them
await app.RunAsync();
