using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NanoGpt.Emulator;

namespace NanoGpt.Orleans.Tests;

/// <summary>A silo in this process that needs no server: its cluster is in memory, and its store is a journal.</summary>
internal sealed class SingleSilo : IAsyncDisposable, IVideoJobHandler
{
    private readonly JournalSubmissionStore store;
    private readonly IHost host;
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<SubmissionRecord>> ends = [];

    private SingleSilo(NanoGptEmulator emulator, string folder, TimeSpan pollInterval)
    {
        store = new JournalSubmissionStore(Path.Combine(folder, "journal.jsonl"));
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<ISubmissionStore>(store);
        builder.Services.AddSingleton<IVideoSink>(new FileVideoSink(Path.Combine(folder, "videos")));
        builder.Services.AddSingleton<IVideoJobHandler>(this);
        builder.Services.AddNanoGpt(options =>
        {
            (options.ApiKey, options.BaseAddress, options.AllowInsecureLoopback) = ("key-of-a-silo", emulator.BaseAddress, true);
            options.PollInterval = pollInterval;
            options.Configure = static client =>
            {
                client.AllowPrivateDownloadHosts = true;
                client.ReconcileGrace = TimeSpan.Zero;
                client.ReconcileWindow = TimeSpan.Zero;   // the emulator lists at once
            };
        });
        builder.UseOrleans(silo => silo.UseLocalhostClustering(Ports.Free(), Ports.Free()).UseInMemoryReminderService()
            .AddNanoGptJobs());
        host = builder.Build();
    }

    public VideoJobs Jobs => host.Services.GetRequiredService<VideoJobs>();

    public ISubmissionStore Store => store;

    public T GetService<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public static async Task<SingleSilo> StartAsync(
        NanoGptEmulator emulator, string folder, TimeSpan? pollInterval = null)
    {
        var silo = new SingleSilo(emulator, folder, pollInterval ?? TimeSpan.FromMilliseconds(20));
        await silo.host.StartAsync(TestContext.Current.CancellationToken);
        return silo;
    }

    public Task<SubmissionRecord> WaitForEndAsync(Guid id) => End(id).Task.WaitAsync(TestContext.Current.CancellationToken);

    public Task HandleEndAsync(SubmissionRecord submission, IReadOnlyList<string> videos, CancellationToken cancellationToken)
    {
        End(submission.Id).TrySetResult(submission);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        store.Dispose();
    }

    private TaskCompletionSource<SubmissionRecord> End(Guid id) => ends.GetOrAdd(id, static _ => new());
}
