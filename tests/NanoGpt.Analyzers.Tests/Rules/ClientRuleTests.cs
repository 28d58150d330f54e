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
                public static IServiceCollection ConfigureHttpClientDefaults(this IServiceCollection s, Action<IHttpClientBuilder> configure) => s;
                public static IHttpClientBuilder AddResilienceHandler(this IHttpClientBuilder b, string name, Action<Microsoft.Extensions.Http.Resilience.Builder> o) => b;
                public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder b) => b;
                public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder b, Action<Microsoft.Extensions.Http.Resilience.Options> o) => b;
            }
        }
        namespace Microsoft.Extensions.Http.Resilience
        {
            public class Options { public Retry Retry { get; set; } = new(); public int Timeout { get; set; } }
            public class Builder { public Builder AddTimeout(int seconds) => this; public Builder AddRetry(Retry retry) => this; }
            public class Retry { public Func<object, ValueTask<bool>>? ShouldHandle { get; set; } }
            public static class RetryExtensions { public static void DisableForUnsafeHttpMethods(this Retry r) { } }
        }
        namespace NanoGpt.Hosting
        {
            public class NanoGptOptions { public string? ApiKey { get; set; } public Uri? BaseAddress { get; set; } public bool AllowInsecureLoopback { get; set; } }
            public class VeniceOptions { public string? ApiKey { get; set; } }
        }
        namespace NanoGpt.Emulator { public class NanoGptEmulator { public Uri BaseAddress { get; } = new("http://127.0.0.1"); } }
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

    // The handle of a job is discarded in these ways.
    [Theory]
    [InlineData("await {|NGPT161:client.ExtendAsync(job, 0, cancellationToken)|};")]
    [InlineData("{|NGPT161:client.SubmitAsync(request, cancellationToken)|}.Wait();")]
    [InlineData("{|NGPT161:client.SubmitAsync(request, cancellationToken)|}.Wait(cancellationToken);")]
    [InlineData("{|NGPT161:client.SubmitAsync(request, cancellationToken)|}.GetAwaiter().GetResult();")]
    [InlineData("_ = {|NGPT161:client.SubmitAsync(request, cancellationToken)|}.Result;")]
    [InlineData("await {|NGPT161:client.SubmitAsync(request, cancellationToken)|}.WaitAsync(cancellationToken);")]
    [InlineData("await Task.WhenAll({|NGPT161:client.SubmitAsync(request, cancellationToken)|}, {|NGPT161:client.SubmitAsync(request, cancellationToken)|});")]
    [InlineData("await Task.WhenAll(new[] { {|NGPT161:client.SubmitAsync(request, cancellationToken)|} });")]
    [InlineData("await Task.WhenAll(requests.Select(r => {|NGPT161:client.SubmitAsync(r, cancellationToken)|}));")]
    [InlineData("await Task.WhenAll(requests.Select(async r => await {|NGPT161:client.SubmitAsync(r, cancellationToken)|}).ToList());")]
    [InlineData("Task.WaitAll({|NGPT161:client.SubmitAsync(request, cancellationToken)|});")]
    [InlineData("maybe?{|NGPT161:.SubmitAsync(request, cancellationToken)|};")]
    [InlineData("await (maybe?{|NGPT161:.SubmitAsync(request, cancellationToken)|} ?? {|NGPT161:client.SubmitAsync(request, cancellationToken)|});")]
    [InlineData("_ = key == \"\" ? {|NGPT161:client.SubmitAsync(request, cancellationToken)|} : {|NGPT161:venice.SubmitAsync(request, cancellationToken)|};")]
    [InlineData("await (key switch { \"\" => {|NGPT161:client.SubmitAsync(request, cancellationToken)|}, _ => {|NGPT161:venice.SubmitAsync(request, cancellationToken)|} });")]
    [InlineData("Task L() => {|NGPT161:client.SubmitAsync(request, cancellationToken)|}; await L();")]
    [InlineData("Task L() { return {|NGPT161:client.SubmitAsync(request, cancellationToken)|}; } await L();")]
    [InlineData("Func<Task> f = () => {|NGPT161:client.SubmitAsync(request, cancellationToken)|};")]
    [InlineData("Func<Task> f = async () => await {|NGPT161:client.SubmitAsync(request, cancellationToken)|};")]
    [InlineData("Action f = () => {|NGPT161:client.SubmitAsync(request, cancellationToken)|};")]
    [InlineData("await Task.Run(() => {|NGPT161:client.SubmitAsync(request, cancellationToken)|});")]
    public void NGPT161_DiscardedHandle_IsReported(string body) => Check(body);

    [Theory]
    [InlineData("var jobs = await Task.WhenAll(client.SubmitAsync(request, cancellationToken), client.ExtendAsync(job, 0, cancellationToken));")]
    [InlineData("var jobs = await Task.WhenAll(requests.Select(r => client.SubmitAsync(r, cancellationToken)));")]
    [InlineData("foreach (var j in await Task.WhenAll(requests.Select(r => client.SubmitAsync(r, cancellationToken)))) { }")]
    [InlineData("var j = client.SubmitAsync(request, cancellationToken).GetAwaiter().GetResult();")]
    [InlineData("var j = maybe?.SubmitAsync(request, cancellationToken);")]
    [InlineData("var j = await (key == \"\" ? client.SubmitAsync(request, cancellationToken) : venice.SubmitAsync(request, cancellationToken));")]
    [InlineData("Task<VideoJob> L() => client.SubmitAsync(request, cancellationToken); var j = await L();")]
    [InlineData("(await client.SubmitAsync(request, cancellationToken)).ToString();")]
    [InlineData("await (await client.SubmitAsync(request, cancellationToken)).WaitAsync(null, cancellationToken);")]
    [InlineData("var t = client.SubmitAsync(request, cancellationToken); t.Wait(cancellationToken); var j = t.Result;")]
    [InlineData("await client.SubmitAsync(request, cancellationToken).ContinueWith(t => t.Result, cancellationToken);")]
    [InlineData("await Task.WhenAll(requests.Select(async r => (await client.SubmitAsync(r, cancellationToken)).ToString()));")]
    public void NGPT161_KeptHandle_IsNotReported(string body) => Check(body);

    [Theory]
    [InlineData("while (true) { try { var j = await {|NGPT162:client.ExtendAsync(job, 0, cancellationToken)|}; return; } catch (Exception) { } }")]
    [InlineData("var ok = false; while (!ok) { try { var j = await {|NGPT162:client.SubmitAsync(request, cancellationToken)|}; ok = true; } catch (Exception) { } }")]
    [InlineData("VideoJob? j = null; while (j is null) { try { j = await {|NGPT162:client.SubmitAsync(request, cancellationToken)|}; } catch (Exception) { } }")]
    [InlineData("VideoJob? j = null; for (var i = 0; j == null && i < 3; i++) { try { j = await {|NGPT162:client.SubmitAsync(request, cancellationToken)|}; } catch { } }")]
    [InlineData("VideoJob? j = null; do { try { j = await {|NGPT162:client.SubmitAsync(request, cancellationToken)|}; } catch (Exception) { } } while (j == null);")]
    [InlineData("foreach (var i in Enumerable.Range(0, 3)) { try { var j = await {|NGPT162:client.SubmitAsync(request, cancellationToken)|}; break; } catch (Exception) { } }")]
    [InlineData("while (true) { VideoJob j; try { j = await {|NGPT162:client.SubmitAsync(request, cancellationToken)|}; } catch (Exception) { continue; } break; }")]
    [InlineData("while (true) { try { var r = new Sora2Request { Prompt = key }; var j = await {|NGPT162:client.SubmitAsync(r, cancellationToken)|}; return; } catch (Exception) { } }")]
    [InlineData("while (true) { try { var j = await {|NGPT162:client.SubmitAsync(Create(key), cancellationToken)|}; return; } catch (Exception) { } }")]
    [InlineData("while (true) { try { foreach (var r in requests) { var j = await {|NGPT162:client.SubmitAsync(r, cancellationToken)|}; } return; } catch (Exception) { } }")]
    [InlineData("while (true) { try { var j = await {|NGPT162:client.SubmitAsync(request, cancellationToken)|}; return; } catch (RateLimitException) { } catch (NanoGptException) { } }")]
    [InlineData("var i = 0; while (i < requests.Length) { try { var j = await {|NGPT162:client.SubmitAsync(request, cancellationToken)|}; i++; } catch (TimeoutException) { } }")]
    [InlineData("again: try { var j = await {|NGPT162:client.SubmitAsync(request, cancellationToken)|}; } catch (Exception) { goto again; }")]
    [InlineData("again: var failed = false; try { var j = await {|NGPT162:client.SubmitAsync(request, cancellationToken)|}; } catch (Exception) { failed = true; } if (failed) goto again;")]
    [InlineData("async Task<VideoJob> L(VeniceRequest r) { try { return await {|NGPT162:client.SubmitAsync(r, cancellationToken)|}; } catch (Exception) { return await L(r); } } var k = await L(request);")]
    [InlineData("async Task<VideoJob> L(VeniceRequest r, int n) { try { return await {|NGPT162:client.SubmitAsync(r, cancellationToken)|}; } catch (Exception) when (n > 0) { } return await L(r, n - 1); } var k = await L(request, 3);")]
    [InlineData("while (queue.TryDequeue(out var r)) { try { var j = await {|NGPT162:client.SubmitAsync(r, cancellationToken)|}; } catch (Exception) { queue.Enqueue(r); } }")]
    [InlineData("while (queue.Count > 0) { var r = queue.Dequeue(); try { var j = await {|NGPT162:client.SubmitAsync(r, cancellationToken)|}; } catch (Exception) { queue.Enqueue(r); } }")]
    [InlineData("await foreach (var r in channel.Reader.ReadAllAsync(cancellationToken)) { try { var j = await {|NGPT162:client.SubmitAsync(r, cancellationToken)|}; } catch (Exception) { channel.Writer.TryWrite(r); } }")]
    [InlineData("VideoJob j; try { j = await client.SubmitAsync(request, cancellationToken); } catch (TimeoutException) { j = await {|NGPT162:client.SubmitAsync(request, cancellationToken)|}; }")]
    [InlineData("Task<VideoJob> Once(CancellationToken t) => client.SubmitAsync(request, t); var j = await pipeline.ExecuteAsync(async t => await {|NGPT162:Once(t)|});")]
    [InlineData("Task<VideoJob> Once(CancellationToken t) => client.SubmitAsync(request, t); var j = await pipeline.ExecuteAsync({|NGPT162:Once|});")]
    [InlineData("var j = await pipeline.ExecuteAsync(async t => await {|NGPT162:Helper(client, request, t)|});")]
    public void NGPT162_Retry_IsReported(string body) => Check(body);

    [Theory]
    [InlineData("foreach (var r in requests) { try { var j = await client.SubmitAsync(r, cancellationToken); return; } catch (Exception) { } }")]
    [InlineData("for (var i = 0; i < requests.Length; i++) { try { var j = await client.SubmitAsync(requests[i], cancellationToken); return; } catch (Exception) { } }")]
    [InlineData("while (queue.TryDequeue(out var r)) { try { var j = await client.SubmitAsync(r, cancellationToken); break; } catch (Exception) { } }")]
    [InlineData("while (queue.Count > 0) { var r = queue.Dequeue(); try { var j = await client.SubmitAsync(r, cancellationToken); break; } catch (Exception) { } }")]
    [InlineData("var failed = new List<VeniceRequest>(); foreach (var r in requests) { if (failed.Count > 3) break; try { var j = await client.SubmitAsync(r, cancellationToken); } catch (Exception) { failed.Add(r); } }")]
    [InlineData("while (true) { try { var j = await client.SubmitAsync(request, cancellationToken); return; } catch (NanoGptException e) when (e.IsRetrySafe) { } }")]
    [InlineData("while (true) { try { var j = await client.SubmitAsync(request, cancellationToken); return; } catch (NanoGptException e) { if (!e.IsRetrySafe) throw; } }")]
    [InlineData("while (true) { try { var j = await client.SubmitAsync(request, cancellationToken); return; } catch (Exception e) when (e is NanoGptException { IsRetrySafe: true }) { } }")]
    [InlineData("while (true) { try { var j = await client.SubmitAsync(request, cancellationToken); return; } catch (RateLimitException) { await Task.Delay(1, cancellationToken); } }")]
    [InlineData("while (true) { try { var j = await client.SubmitAsync(request, cancellationToken); return; } catch (RateLimitException) { } catch (Exception) { throw; } }")]
    [InlineData("while (true) { try { var j = await client.SubmitAsync(request, cancellationToken); return; } catch (Exception) { } break; }")]
    [InlineData("while (true) { try { var j = await client.SubmitAsync(request, cancellationToken); return; } catch (Exception e) { if (e is TimeoutException) { return; } else { throw; } } }")]
    [InlineData("while (!cancellationToken.IsCancellationRequested) { try { var j = await client.SubmitAsync(request, cancellationToken); await Task.Delay(1, cancellationToken); } catch (Exception) { } }")]
    [InlineData("VideoJob j; try { j = await client.SubmitAsync(request, cancellationToken); } catch (ContentPolicyException) { j = await client.SubmitAsync(request, cancellationToken); }")]
    [InlineData("VideoJob j; try { j = await client.SubmitAsync(requests[0], cancellationToken); } catch (Exception) { j = await venice.SubmitAsync(requests[1], cancellationToken); }")]
    [InlineData("async Task L() { var r = queue.Dequeue(); try { var j = await client.SubmitAsync(r, cancellationToken); } catch (Exception) { } await L(); } await L();")]
    [InlineData("async Task L(int i) { try { var j = await client.SubmitAsync(requests[i], cancellationToken); } catch (Exception) { } await L(i + 1); } await L(0);")]
    [InlineData("next: var r = queue.Dequeue(); try { var j = await client.SubmitAsync(r, cancellationToken); } catch (Exception) { goto next; }")]
    [InlineData("var n = await pipeline.ExecuteAsync(async t => { await Task.Yield(); return 1; });")]
    public void NGPT162_NoRetry_IsNotReported(string body) => Check(body);

    [Theory]
    [InlineData("var b = services.AddNanoGpt(); b.{|NGPT163:AddStandardResilienceHandler|}();")]
    [InlineData("IHttpClientBuilder b = services.AddVenice().Configure(); b.{|NGPT163:AddStandardResilienceHandler|}();")]
    [InlineData("services.ConfigureHttpClientDefaults(b => b.{|NGPT163:AddStandardResilienceHandler|}());")]
    [InlineData("services.ConfigureHttpClientDefaults(b => { var d = b.Configure(); d.{|NGPT163:AddStandardResilienceHandler|}(); });")]
    [InlineData("services.AddNanoGpt().{|NGPT163:AddResilienceHandler|}(\"x\", b => b.AddTimeout(3).AddRetry(new()));")]
    public void NGPT163_Handler_IsReported(string body) => Check(body);

    [Theory]
    [InlineData("services.AddNanoGpt().AddResilienceHandler(\"x\", b => b.AddTimeout(3));")]
    [InlineData("services.AddNanoGpt().AddStandardResilienceHandler(o => o.Retry.ShouldHandle = _ => new(false));")]
    [InlineData("services.AddNanoGpt().AddResilienceHandler(\"x\", b => b.AddRetry(new() { ShouldHandle = _ => new(false) }));")]
    [InlineData("var b = services.AddHttpClient<object>(); b.AddStandardResilienceHandler();")]
    [InlineData("var b = services.AddNanoGpt(); b = services.AddHttpClient<object>(); b.AddStandardResilienceHandler();")]
    [InlineData("Action<IHttpClientBuilder> a = b => b.AddStandardResilienceHandler();")]
    [InlineData("services.ConfigureHttpClientDefaults(b => services.AddHttpClient<object>().AddStandardResilienceHandler());")]
    public void NGPT163_HandlerWithoutRetriesOfSubmissions_IsNotReported(string body) => Check(body);

    [Theory]
    [InlineData("var k = \"sk-live\"; var c = new NanoGptClient({|NGPT170:k|});")]
    [InlineData("const string k = \"sk-live\"; var c = new VeniceClient({|NGPT170:k|});")]
    [InlineData("var c = new NanoGptClient({|NGPT170:Shared|});")]
    [InlineData("var c = new NanoGptClient(Environment.GetEnvironmentVariable(\"KEY\") ?? {|NGPT170:\"sk-live\"|});")]
    [InlineData("var c = new NanoGptClient(key.Length > 0 ? key : {|NGPT170:Key|});")]
    [InlineData("var c = new NanoGptClient({|NGPT170:Key|}, new() { BaseAddress = new Uri(\"https://example.com\"), AllowInsecureLoopback = true });")]
    [InlineData("var c = new NanoGptClient({|NGPT170:Key|}, new() { AllowInsecureLoopback = true });")]
    [InlineData("var o = new NanoGpt.Hosting.NanoGptOptions { ApiKey = {|NGPT170:Key|}, BaseAddress = new Uri(\"https://example.com\") };")]
    public void NGPT170_ConstantKey_IsReported(string body) => Check(body);

    [Theory]
    [InlineData("var c = new NanoGptClient(\"local\", new() { BaseAddress = new Uri(\"http://127.0.0.1:5080\"), AllowInsecureLoopback = true });")]
    [InlineData("var c = new NanoGptClient(\"local\", new NanoGptClientOptions { BaseAddress = new Uri(\"https://localhost\") });")]
    [InlineData("var o = new NanoGptClientOptions { BaseAddress = new Uri(\"http://[::1]:5080\"), AllowInsecureLoopback = true }; var c = new NanoGptClient(\"local\", o);")]
    [InlineData("var c = new NanoGptClient(\"local\", new() { BaseAddress = emulator.BaseAddress, AllowInsecureLoopback = true });")]
    [InlineData("var c = new NanoGptClient(\"local\", new() { BaseAddress = emulator.BaseAddress });")]
    [InlineData("var address = new Uri(\"http://localhost:1\"); var c = new NanoGptClient(\"local\", new() { BaseAddress = address });")]
    [InlineData("var c = new NanoGptClient(\"local\", new() { BaseAddress = new Uri(key), AllowInsecureLoopback = true });")]
    [InlineData("var o = new NanoGpt.Hosting.NanoGptOptions { ApiKey = \"local\", BaseAddress = new Uri(\"http://localhost:1\") };")]
    [InlineData("var o = new NanoGpt.Hosting.NanoGptOptions(); o.ApiKey = \"local\"; o.BaseAddress = emulator.BaseAddress;")]
    [InlineData("var k = \"\"; k = key; var c = new NanoGptClient(k);")]
    [InlineData("var k = \"none\"; if (key.Length > 0) { k = key; } var c = new NanoGptClient(k);")]
    [InlineData("var c = new NanoGptClient(Environment.GetEnvironmentVariable(\"KEY\") ?? throw new Exception());")]
    public void NGPT170_NoKeyOrLoopback_IsNotReported(string body) => Check(body);

    [Theory]
    [InlineData("var j = await {|NGPT171:client.ExtendAsync(job, 0)|};")]
    [InlineData("var j = await {|NGPT171:client.SubmitAsync(request)|};")]
    public void NGPT171_MissingToken_IsReported(string body) => Check(body);

    [Fact]
    public void NGPT162_RecursiveMethod_IsReported() => Verify.Members("""
        private readonly Sora2Request template = new() { Prompt = "x" };
        async Task<VideoJob> Submit(INanoGptClient client, VideoRequest request, int attempts)
        {
            try { return await {|NGPT162:client.SubmitAsync(request)|}; }
            catch (Exception) when (attempts > 0) { await Task.Yield(); return await Submit(client, request, attempts - 1); }
        }
        async Task<VideoJob> Field(INanoGptClient client)
        {
            try { return await {|NGPT162:client.SubmitAsync(template)|}; }
            catch (Exception) { return await Field(client); }
        }
        """);

    [Fact]
    public void NGPT171_NoTokenInScope_IsNotReported() => Verify.Members("async Task M(VideoJob job) { await job.WaitAsync(); }");

    private static void Check(string body) => Verify.Source($$"""
        using Microsoft.Extensions.DependencyInjection;
        public class C
        {
            private const string Key = "sk-live-5678";
            private static readonly string Shared = "sk-live-9012";
            private static VeniceRequest Create(string prompt) => null!;
            private static Task<VideoJob> Helper(INanoGptClient c, VeniceRequest r, CancellationToken t) => c.SubmitAsync(r, t);
            public async Task M(
                INanoGptClient client, IVeniceClient venice, IVideoClient video, VideoJob job, VeniceRequest request, string key,
                VeniceRequest[] requests, Queue<VeniceRequest> queue, System.Threading.Channels.Channel<VeniceRequest> channel,
                INanoGptClient? maybe, NanoGpt.Emulator.NanoGptEmulator emulator, IServiceCollection services, Polly.Pipeline pipeline, CancellationToken cancellationToken)
            {
                {{body}}
                await Task.Yield();
            }
        }
        {{Resilience}}
        """);
}
