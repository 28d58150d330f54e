using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using MudBlazor.Services;
using NanoGpt.Catalogs.App;
using NanoGpt.Catalogs.App.Services;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.RootComponents.Add<HeadOutlet>("head::after");
builder.Services.AddMudServices(static settings =>
    settings.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter);
builder.Services.AddScoped<BrowserScript>();
builder.Services.AddScoped<SiteClient>();
builder.Services.AddScoped<CatalogStore>();
builder.Services.AddScoped<RunClient>();
await builder.Build().RunAsync();
