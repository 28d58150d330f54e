using System.Reflection;
using Microsoft.Extensions.Configuration;
using NanoGpt.Evaluation;

namespace NanoGpt.Hosting;

/// <summary>
/// Binds options to a configuration and records all problems in <see cref="VideoOptions.BindingProblems"/>. Unlike it,
/// <see cref="ConfigurationBinder"/> ignores misspelled names and stops at the first invalid value.
/// </summary>
internal static class SettingsBinder
{
    public static void Bind<TOptions>(IConfiguration configuration, TOptions options)
        where TOptions : VideoOptions
    {
        var settings = typeof(TOptions).GetProperties()
            .Where(static property => property.CanWrite && !typeof(Delegate).IsAssignableFrom(property.PropertyType))
            .ToDictionary(static property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var entry in configuration.GetChildren())
        {
            if (settings.TryGetValue(entry.Key, out var setting))
            {
                Set(entry, setting, options);
            }
            else if (entry.Value is not null && configuration is IConfigurationSection)
            {
                // A nested section may be that of a named client, and the root also contains environment variables.
                options.BindingProblems.Add($"{entry.Path} is not a setting: {Hint(entry.Key, settings.Keys)}");
            }
        }
    }

    private static void Set(IConfigurationSection entry, PropertyInfo setting, VideoOptions options)
    {
        if (TryRead(entry, setting.PropertyType, out var value))
        {
            setting.SetValue(options, value);
        }
        else if (entry.Value is not null)
        {
            // The value is not shown: it may be a key that was put in the wrong place.
            options.BindingProblems.Add($"{entry.Path} must be {Describe(setting.PropertyType)}.");
        }
        else if (entry.GetChildren().Any())
        {
            options.BindingProblems.Add($"{entry.Path} must be {Describe(setting.PropertyType)}, not a section.");
        }
    }

    private static bool TryRead(IConfigurationSection entry, Type type, out object? value)
    {
        value = null;
        if (entry.Value is not { } text || (IsTime(type) && text.Length > 0 && !text.Contains(':', StringComparison.Ordinal)))
        {
            return false;   // a number alone would be read as days
        }

        try
        {
            value = entry.Get(type);
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        return value is not null || Nullable.GetUnderlyingType(type) is not null;
    }

    private static bool IsTime(Type type) => Underlying(type) == typeof(TimeSpan);

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string Describe(Type type) => Underlying(type) switch
    {
        var time when time == typeof(TimeSpan) => "a time such as 00:00:30",
        var boolean when boolean == typeof(bool) => "true or false",
        var number when number == typeof(long) => "a whole number",
        var link when link == typeof(Uri) => "a link",
        { IsEnum: true } enumeration => $"one of {string.Join(", ", Enum.GetNames(enumeration))}",
        _ => "a text",
    };

    private static string Hint(string name, IEnumerable<string> names)
    {
        var known = names.Order(StringComparer.Ordinal).ToList();
        return NearestWord.Hint(NearestWord.Find(name, known), $"the settings are {string.Join(", ", known)}.");
    }
}
