using NanoGpt.Package.Tests.Kit;

namespace NanoGpt.Package.Tests;

/// <summary>Tests that a client which Kiota generates from the exported OpenAPI document works.</summary>
public sealed class KiotaTests(PackedFeed feed)
{
    private const string KiotaVersion = "1.38.0";
    private const string LibraryVersion = "2.1.6";

    [Fact]
    public async Task Export_OpenApi_GivesKiotaAClientThatDownloadsAVideo()
    {
        using var consumer = new Consumer(feed);
        var installed = await Shell.RunAsync(
            consumer.Root, "dotnet", "tool", "install", "Microsoft.OpenApi.Kiota", "--version", KiotaVersion, "--tool-path", "kiota");
        Assert.SkipUnless(installed.ExitCode == 0, $"Kiota {KiotaVersion} cannot be installed: {installed.Output}");
        var tool = await InstalledTool.InstallAsync(consumer, feed);
        foreach (var provider in new[] { "nanogpt", "venice" })
        {
            (await Shell.RunAsync(
                consumer.Root, tool, "export", "-f", "openapi", "--provider", provider, "--out", $"{provider}.json")).Succeeded();
            (await Shell.RunAsync(
                consumer.Root, consumer.PathOf("kiota/kiota"), "generate", "-l", "CSharp", "-d", $"{provider}.json", "-c", "Client",
                "-n", $"Generated.{provider}", "-o", $"App/{provider}")).Succeeded();
        }

        consumer.Write("App/App.csproj", Project).Write("App/Program.cs", Program);
        (await consumer.BuildAsync()).Succeeded();
        await using var server = InstalledTool.Serve(consumer, tool);
        (await consumer.RunAsync(arguments: [await InstalledTool.ReadAddressAsync(server), "out.mp4"])).Succeeded();

        var bytes = await File.ReadAllBytesAsync(consumer.PathOf("out.mp4"), TestContext.Current.CancellationToken);
        Assert.Equal("ftyp"u8.ToArray(), bytes[4..8]);
    }

    private static string Project => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.Kiota.Http.HttpClientLibrary" Version="{LibraryVersion}" />
            <PackageReference Include="Microsoft.Kiota.Serialization.Form" Version="{LibraryVersion}" />
            <PackageReference Include="Microsoft.Kiota.Serialization.Json" Version="{LibraryVersion}" />
            <PackageReference Include="Microsoft.Kiota.Serialization.Multipart" Version="{LibraryVersion}" />
            <PackageReference Include="Microsoft.Kiota.Serialization.Text" Version="{LibraryVersion}" />
          </ItemGroup>
        </Project>
        """;

    private const string Program = """
        using Generated.Nanogpt;
        using Generated.Nanogpt.Models;
        using Microsoft.Kiota.Abstractions.Authentication;
        using Microsoft.Kiota.Http.HttpClientLibrary;

        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("x-api-key", "sk-nano-test");
        var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http) { BaseUrl = args[0] + "api" };
        var client = new Client(adapter);
        var request = new Sora2Request { Model = Sora2Request_model.Sora2, Prompt = "A tram" };
        var job = await client.GenerateVideo.PostAsync(new() { Sora2Request = request });
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        JobStatus_data state;
        do
        {
            await poll.WaitForNextTickAsync();
            state = (await client.Video.Status.GetAsync(call => call.QueryParameters.RequestId = job!.RunId))!.Data!;
        }
        while (state.Status is "IN_QUEUE" or "IN_PROGRESS");
        await File.WriteAllBytesAsync(args[1], await http.GetByteArrayAsync(state.Output!.Video!.Url));
        """;
}
