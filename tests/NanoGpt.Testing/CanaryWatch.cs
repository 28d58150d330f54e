using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;

namespace NanoGpt.Testing;

/// <summary>
/// Searches for one API key in everything that leaves the library while tests run: every exception that is thrown, including
/// those that are caught, every activity and measurement, and what tests pass to it: events, logs, requests, files.
/// </summary>
public sealed class CanaryWatch : IDisposable
{
    /// <summary>The API key of all tests.</summary>
    public const string Key = "CANARY-8f3b2c1d-key";

    private readonly ConcurrentQueue<string> found = new();
    private readonly ConditionalWeakTable<Exception, object> seen = [];
    private readonly string[] secrets;
    private readonly ActivityListener activities;
    private readonly MeterListener meters;

    [ThreadStatic]
    private static bool isLooking;

    /// <summary>Starts to watch.</summary>
    /// <param name="key">The API key to search for.</param>
    public CanaryWatch(string key)
    {
        secrets = [key, Convert.ToBase64String(Encoding.ASCII.GetBytes(key))];
        AppDomain.CurrentDomain.FirstChanceException += OnException;
        activities = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Look,
        };
        ActivitySource.AddActivityListener(activities);
        meters = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument),
        };
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Look(instrument, tags));
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Look(instrument, tags));
        meters.Start();
    }

    /// <summary>Gets the texts in which the key was found, and where they came from.</summary>
    public IReadOnlyCollection<string> Found => found;

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= OnException;
        activities.Dispose();
        meters.Dispose();
    }

    /// <summary>Searches a text.</summary>
    public void Look(string where, string? text)
    {
        foreach (var secret in secrets)
        {
            if (text?.Contains(secret, StringComparison.OrdinalIgnoreCase) == true)
            {
                found.Enqueue($"{where}: {text}");
            }
        }
    }

    /// <summary>Searches an exception and its inner exceptions: text, data and properties.</summary>
    public void Look(string where, Exception? exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            Look(where, inner.ToString());
            foreach (DictionaryEntry entry in inner.Data)
            {
                Look(where, $"{entry.Key}={entry.Value}");
            }

            foreach (var property in inner.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                if (property.PropertyType == typeof(string))
                {
                    Look($"{where}, {property.Name}", (string?)property.GetValue(inner));
                }
            }
        }
    }

    /// <summary>Searches the names and contents of all files of a folder.</summary>
    public void LookAtFiles(string folder)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
        {
            Look("name of a file", path);
            if (File.Exists(path) && new FileInfo(path).Length < 1 << 20)
            {
                Look(path, Encoding.Latin1.GetString(File.ReadAllBytes(path)));
            }
        }
    }

    private void OnException(object? sender, FirstChanceExceptionEventArgs e)
    {
        // Searching may throw too, and an exception that passes many frames is searched once.
        if (isLooking || !seen.TryAdd(e.Exception, this))
        {
            return;
        }

        isLooking = true;
        try
        {
            Look("exception", e.Exception);
        }
        finally
        {
            isLooking = false;
        }
    }

    private void Look(Activity activity)
    {
        Look("activity", activity.DisplayName);
        Look("activity", activity.StatusDescription);
        foreach (var (name, value) in activity.TagObjects.Concat(activity.Events.SelectMany(static e => e.Tags)))
        {
            Look($"tag {name} of an activity", value?.ToString());
        }
    }

    private void Look(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            Look($"tag {name} of {instrument.Name}", value?.ToString());
        }
    }
}
