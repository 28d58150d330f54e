using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Rules;

public class ClientRuleTests
{
    // The parts of the resilience packages that the rule looks at.
    private const string Resilience = """
        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection;
            public interface IHttpClientBuilder;
            public static class Extensions
            {
                public static IHttpClientBuilder AddNanoGpt(this IServiceCollection s) => null!;
                public static IHttpClientBuilder AddVenice(this IServiceCollection s) => null!;
                public static IHttpClientBuilder AddHttpClient<T>(this IServiceCollection s) => null!;
                public static IHttpClientBuilder Configure(this IHttpClientBuilder b) => b;
                public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder b) => b;
                public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder b, Action<Microsoft.Extensions.Http.Resilience.Options> o) => b;
            }
        }
        namespace Microsoft.Extensions.Http.Resilience
        {
            public class Options { public Retry Retry { get; set; } = new(); public int Timeout { get; set; } }
            public class Retry;
            public static class RetryExtensions { public static void DisableForUnsafeHttpMethods(this Retry r) { } }
        }
        namespace NanoGpt.Hosting
        {
            public class NanoGptOptions { public string? ApiKey { get; set; } }
            public class VeniceOptions { public string? ApiKey { get; set; } }
        }
        namespace Elsewhere { public class VeniceClient(string key) { public string ApiKey { get; set; } = key; } }
        namespace Polly { public class Pipeline { public Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> f) => f(default); } }
        """;

    [Theory]
    [InlineData("await {|NGPT161:client.SubmitAsync(request, cancellationToken)|};")]
    [InlineData("_ = await {|NGPT161:client.SubmitAsync(request, cancellationToken)|};")]
    [InlineData("_ = {|NGPT161:client.SubmitAsync(request, cancellationToken)|};")]
    [InlineData("await {|NGPT161:client.SubmitAsync(request, cancellationToken)|}.ConfigureAwait(false);")]
    [InlineData("while (true) { try { var j = await {|NGPT162:client.SubmitAsync(request, cancellationToken)|}; return; } catch (Exception) { } }")]
    [InlineData("for (var i = 0; i < 3; i++) { try { var j = await {|NGPT162:client.GenerateAsync(request, null, cancellationToken)|}; break; } catch (Exception) when (i < 2) { await Task.Delay(1, cancellationToken); } }")]
    [InlineData("var j = await pipeline.ExecuteAsync(async t => await {|NGPT162:client.SubmitAsync(request, t)|});")]
    [InlineData("services.AddNanoGpt().{|NGPT163:AddStandardResilienceHandler|}();")]
    [InlineData("services.AddNanoGpt().Configure().{|NGPT163:AddStandardResilienceHandler|}(o => o.Timeout = 3);")]
    [InlineData("services.AddHttpClient<NanoGptClient>().{|NGPT163:AddStandardResilienceHandler|}();")]
    [InlineData("var c = new NanoGptClient({|NGPT170:\"sk-live-1234\"|});")]
    [InlineData("var c = new NanoGptApiKey({|NGPT170:Key|});")]
    [InlineData("NanoGptClient c = new({|NGPT170:\"sk\" + \"-live\"|}, null);")]
    [InlineData("await {|NGPT161:venice.SubmitAsync(request, cancellationToken)|};")]
    [InlineData("await {|NGPT161:video.SubmitAsync(request, cancellationToken)|};")]
    [InlineData("await {|NGPT161:new VeniceClient(key).SubmitAsync(request, Guid.Empty, cancellationToken)|};")]
    [InlineData("while (true) { try { var j = await {|NGPT162:venice.SubmitAsync(request, cancellationToken)|}; return; } catch (Exception) { } }")]
    [InlineData("while (true) { try { var j = await {|NGPT162:video.GenerateAsync(request, null, cancellationToken)|}; return; } catch (Exception) { } }")]
    [InlineData("var j = await pipeline.ExecuteAsync(async t => await {|NGPT162:venice.SubmitAsync(request, t)|});")]
    [InlineData("services.AddVenice().{|NGPT163:AddStandardResilienceHandler|}();")]
    [InlineData("services.AddHttpClient<VeniceClient>().{|NGPT163:AddStandardResilienceHandler|}();")]
    [InlineData("services.AddHttpClient<IVeniceClient>().{|NGPT163:AddStandardResilienceHandler|}();")]
    [InlineData("services.AddHttpClient<IVideoClient>().{|NGPT163:AddStandardResilienceHandler|}();")]
    [InlineData("var c = new VeniceClient({|NGPT170:\"key-1234\"|});")]
    [InlineData("VeniceClient c = new({|NGPT170:Key|}, null);")]
    [InlineData("var o = new NanoGpt.Hosting.VeniceOptions { ApiKey = {|NGPT170:Key|} };")]
    [InlineData("var o = new NanoGpt.Hosting.NanoGptOptions(); o.ApiKey = {|NGPT170:Key|};")]
    [InlineData("var v = await {|NGPT171:venice.GenerateAsync(request)|};")]
    [InlineData("var v = await {|NGPT171:video.GenerateAsync(request)|};")]
    [InlineData("await {|NGPT171:job.WaitAsync()|};")]
    [InlineData("var v = await {|NGPT171:client.GenerateAsync(request)|};")]
    [InlineData("await foreach (var u in {|NGPT171:job.WatchAsync()|}) { }")]
    [InlineData("Func<Task> f = async () => await {|NGPT171:job.WaitAsync()|};")]
    public void ClientRules_Misuse_IsReported(string body) => Check(body);

    [Theory]
    [InlineData("var j = await client.SubmitAsync(request, cancellationToken);")]
    [InlineData("var t = client.SubmitAsync(request, cancellationToken); await t;")]
    [InlineData("foreach (var r in new[] { request }) { try { var j = await client.SubmitAsync(r, cancellationToken); } catch (Exception) { } }")]
    [InlineData("while (true) { try { var j = await client.SubmitAsync(request, cancellationToken); return; } catch (Exception) { throw; } }")]
    [InlineData("for (var i = 0; i < 3; i++) { var j = await client.SubmitAsync(request, cancellationToken); }")]
    [InlineData("services.AddNanoGpt().AddStandardResilienceHandler(o => Microsoft.Extensions.Http.Resilience.RetryExtensions.DisableForUnsafeHttpMethods(o.Retry));")]
    [InlineData("services.AddHttpClient<object>().AddStandardResilienceHandler();")]
    [InlineData("var c = new NanoGptClient(Environment.GetEnvironmentVariable(\"NANOGPT_API_KEY\")!);")]
    [InlineData("var j = await venice.SubmitAsync(request, cancellationToken);")]
    [InlineData("var j = await video.SubmitAsync(request, cancellationToken);")]
    [InlineData("while (true) { try { var j = await venice.SubmitAsync(request, cancellationToken); return; } catch (Exception) { throw; } }")]
    [InlineData("services.AddVenice().AddStandardResilienceHandler(o => Microsoft.Extensions.Http.Resilience.RetryExtensions.DisableForUnsafeHttpMethods(o.Retry));")]
    [InlineData("services.AddHttpClient<Elsewhere.VeniceClient>().AddStandardResilienceHandler();")]
    [InlineData("var c = new VeniceClient(Environment.GetEnvironmentVariable(\"VENICE_API_KEY\")!);")]
    [InlineData("var c = new VeniceClient((method, address, token) => new(\"signature\"));")]
    [InlineData("var c = new Elsewhere.VeniceClient(\"key\") { ApiKey = \"key\" };")]
    [InlineData("await job.WaitAsync(null, cancellationToken);")]
    [InlineData("await job.WaitAsync(cancellationToken: CancellationToken.None);")]
    [InlineData("await job.WaitAsync().WaitAsync(cancellationToken);")]
    [InlineData("await foreach (var u in job.WatchAsync().WithCancellation(cancellationToken)) { }")]
    [InlineData("static async Task L(VideoJob j) => await j.WaitAsync(); await L(job);")]
    public void ClientRules_CorrectUse_IsNotReported(string body) => Check(body);

    [Fact]
    public void NGPT171_NoTokenInScope_IsNotReported() => Verify.Members("async Task M(VideoJob job) { await job.WaitAsync(); }");

    private static void Check(string body) => Verify.Source($$"""
        using Microsoft.Extensions.DependencyInjection;
        public class C
        {
            private const string Key = "sk-live-5678";
            public async Task M(
                INanoGptClient client, IVeniceClient venice, IVideoClient video, VideoJob job, VeniceRequest request, string key,
                IServiceCollection services, Polly.Pipeline pipeline, CancellationToken cancellationToken)
            {
                {{body}}
                await Task.Yield();
            }
        }
        {{Resilience}}
        """);
}
