using NanoGpt;
using NanoGptWeb;

var builder = WebApplication.CreateBuilder(args);
#if (emulator)
await using var emulator = await EmulatedService.StartWithoutKeyAsync(builder.Configuration);
#endif
builder.Services.AddNanoGpt(builder.Configuration.GetSection("NanoGpt"));   // the key: NANOGPT_API_KEY

await using var app = builder.Build();
app.UseFileServer();   // wwwroot/index.html
app.MapVideos();       // whoever reaches these spends your money: add authentication before others can
await app.RunAsync();
