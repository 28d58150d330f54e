using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NanoGpt.Hosting.Tests;

/// <summary>Collects the lines of logs.</summary>
internal sealed class LogList : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        CanaryOfAllTests.Watch.Look("scope of a log", state.ToString());
        Lines.Enqueue($"scope {state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Lines.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}");
        CanaryOfAllTests.Watch.Look("log", formatter(state, exception));
        CanaryOfAllTests.Watch.Look("log", exception);
        foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            CanaryOfAllTests.Watch.Look($"value {name} of a log", value?.ToString());
        }
    }

    public void Dispose()
    {
    }
}
