using NanoGpt.Schema.Files;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Emulator.Faults;

/// <summary>Represents a YAML or JSON file with settings and faults. The README of this package documents its keys.</summary>
public sealed class ChaosFile
{
    private readonly List<ChaosFileError> errors = [];
    private readonly ParsedFile file;

    private ChaosFile(string path, string text) => file = ModelDirectory.Parse(new DirectoryFile("", FileKind.Model, path, text));

    /// <summary>Gets the settings; null if there are errors.</summary>
    public ChaosSettings? Settings { get; private set; }

    /// <summary>Gets the errors of the file.</summary>
    public IReadOnlyList<ChaosFileError> Errors => errors;

    /// <summary>Parses the text of a file.</summary>
    /// <param name="path">The path of the file, for messages. The file is not read.</param>
    /// <param name="text">The complete text.</param>
    public static ChaosFile Read(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(text);
        var chaos = new ChaosFile(path, text);
        chaos.Read();
        return chaos;
    }

    private void Read()
    {
        foreach (var issue in file.Issues.Where(issue => issue.Severity == IssueSeverity.Error))
        {
            var message = issue.Rule == IssueRules.EmptyDocument
                ? "the file contains no keys: add 'seed' or 'faults'"
                : issue.Message;
            errors.Add(new ChaosFileError(issue.Span.Line + 1, issue.Span.Column + 1, message));
        }

        if (file.Root is not { } root)
        {
            return;
        }

        var settings = new ChaosSettings();
        foreach (var (key, value) in root.Entries.Select(entry => (entry.Key, entry.Value)))
        {
            settings = key.Text switch
            {
                "seed" => settings with { Seed = (int?)Number(key, value, int.MinValue, int.MaxValue, isWhole: true) },
                "rate" => settings with { Rate = (double?)Number(key, value, 0, 1) ?? settings.Rate },
                "balance" => settings with { Balance = Number(key, value, 0, 1_000_000_000) },
                "submits_per_minute" => settings with { SubmitsPerMinute = Count(key, value) },
                "extends_per_minute" => settings with { ExtendsPerMinute = Count(key, value) },
                "recovers_per_minute" => settings with { RecoversPerMinute = Count(key, value) },
                "submits_per_day" => settings with { SubmitsPerDay = Count(key, value) },
                "usd_per_day" => settings with { UsdPerDay = Number(key, value, 0, 1_000_000_000) },
                "recover_lag" => settings with { RecoverLag = Seconds(key, value) },
                "separate_storage" => settings with { SeparateStorage = Boolean(key, value) },
                "link_lifetime" => settings with { LinkLifetime = Seconds(key, value) },
                "webhook_secret" => settings with { WebhookSecret = Secret(key, value) },
                "webhook_address" => settings with { WebhookAddress = Address(key, value) },
                "faults" => settings with { Rules = Rules(key, value) },
                _ => Unknown(key, settings, Keys),
            };
        }

        Settings = errors.Count == 0 ? settings : null;
    }

    private static readonly string[] Keys =
    [
        "seed", "rate", "balance", "submits_per_minute", "extends_per_minute", "recovers_per_minute", "submits_per_day",
        "usd_per_day", "recover_lag", "separate_storage", "link_lifetime", "webhook_secret", "webhook_address", "faults",
    ];

    private static readonly string[] RuleKeys = ["fault", "on", "submission", "attempt", "times"];

    private static readonly Dictionary<string, EmulatorRoute> Routes =
        Enum.GetValues<EmulatorRoute>().Where(route => route != EmulatorRoute.Other).ToDictionary(NameOf);

    private IReadOnlyList<FaultRule> Rules(YamlScalar key, YamlNode value) => value is YamlSequence list
        ? [.. list.Items.Select(Item).OfType<FaultRule>()]
        : Error<IReadOnlyList<FaultRule>>(key, "'faults' must be a list: start each rule with '- fault: NAME'") ?? [];

    private FaultRule? Item(YamlNode item) => item switch
    {
        YamlScalar { IsNull: false } name => Fault(name) is { } fault ? new FaultRule(fault) { Times = 1 } : null,
        YamlMapping map => Rule(map),
        _ => Error<FaultRule>(item, "a rule must be the name of a fault or a mapping with the key 'fault'"),
    };

    private FaultRule? Rule(YamlMapping map)
    {
        if (map["fault"] is not { } name)
        {
            return Error<FaultRule>(map, "the rule requires the key 'fault'");
        }

        if (Fault(name) is not { } fault)
        {
            return null;
        }

        var rule = new FaultRule(fault);
        foreach (var (key, value) in map.Entries.Select(entry => (entry.Key, entry.Value)))
        {
            rule = key.Text switch
            {
                "fault" => rule,
                "on" => rule with { Route = Route(value, fault) },
                "submission" => rule with { Submission = Text(key, value) },
                "attempt" => rule with { Attempt = Count(key, value) },
                "times" => rule with { Times = Count(key, value) },
                _ => Unknown(key, rule, RuleKeys),
            };
        }

        return rule;
    }

    private Fault? Fault(YamlNode node)
    {
        var name = (node as YamlScalar)?.Text ?? "";
        return FaultCatalog.Find(name)
            ?? Error<Fault>(node, $"there is no fault '{name}'{Hint(name, FaultCatalog.All.Select(fault => fault.Name))}");
    }

    private EmulatorRoute? Route(YamlNode node, Fault fault)
    {
        var name = (node as YamlScalar)?.Text ?? "";
        if (!Routes.TryGetValue(name, out var route))
        {
            return Error<EmulatorRoute?>(node, $"'on' must be one of {string.Join(", ", Routes.Keys)}{Hint(name, Routes.Keys)}");
        }

        if (!fault.Routes.Contains(route))
        {
            var applicable = string.Join(", ", fault.Routes.Select(NameOf));
            return Error<EmulatorRoute?>(node, $"'{fault.Name}' does not apply to {name}: it applies to {applicable}");
        }

        return route;
    }

    private decimal? Number(YamlScalar key, YamlNode value, decimal min, decimal max, bool isWhole = false)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (value is YamlScalar { IsPlain: true } scalar
            && decimal.TryParse(scalar.Text, Styles, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max && (!isWhole || decimal.IsInteger(number)))
        {
            return number;
        }

        return Error<decimal?>(value, string.Create(
            CultureInfo.InvariantCulture, $"'{key.Text}' must be a {(isWhole ? "whole " : "")}number from {min} to {max}"));
    }

    private int? Count(YamlScalar key, YamlNode value) => (int?)Number(key, value, 1, int.MaxValue, isWhole: true);

    // The maximum is what the timers of .NET support.
    private TimeSpan? Seconds(YamlScalar key, YamlNode value) =>
        Number(key, value, 0, 4_000_000) is { } seconds ? TimeSpan.FromSeconds((double)seconds) : null;

    private bool? Boolean(YamlScalar key, YamlNode value) => value is YamlScalar { IsPlain: true, Text: "true" or "false" } scalar
        ? scalar.Text == "true"
        : Error<bool?>(value, $"'{key.Text}' must be true or false");

    private string? Secret(YamlScalar key, YamlNode value) =>
        value is YamlScalar { Text: var text } && WebhookSigner.IsSecret(text)
            ? text
            : Error<string>(value, $"'{key.Text}' must be 'whsec_' and the base64 of 24 to 64 bytes");

    private Uri? Address(YamlScalar key, YamlNode value) =>
        value is YamlScalar { Text: var text } && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.IsLoopback
            ? address
            : Error<Uri>(value, $"'{key.Text}' must be an address of this machine, such as http://127.0.0.1:5000");

    private string? Text(YamlScalar key, YamlNode value) => value is YamlScalar { IsNull: false, Text.Length: > 0 } scalar
        ? scalar.Text
        : Error<string>(value, $"'{key.Text}' must be a text");

    private T Unknown<T>(YamlScalar key, T unchanged, string[] known)
        where T : class =>
        Error<T>(key, $"there is no key '{key.Text}'{Hint(key.Text, known)}") ?? unchanged;

    private static string NameOf(EmulatorRoute route) => route.ToString().ToLowerInvariant();

    private static string Hint(string name, IEnumerable<string> known) =>
        NearestWord.Find(name, known) is { } suggestion ? $": did you mean '{suggestion}'?" : "";

    private T? Error<T>(YamlNode node, string message)
    {
        var span = file.SpanOf(node);
        errors.Add(new ChaosFileError(span.Line + 1, span.Column + 1, message));
        return default;
    }
}

/// <summary>Represents an error of a <see cref="ChaosFile"/>.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="Message">The error and its remedy.</param>
public sealed record ChaosFileError(int Line, int Column, string Message);
