using System.Globalization;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Naming;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Emulator.Faults;

/// <summary>A script for the emulator as a file, in YAML or in JSON, which is YAML too. The README beside this assembly's source has every key.</summary>
public sealed class ChaosFile
{
    private readonly List<ChaosFileError> errors = [];
    private readonly ParsedFile file;

    private ChaosFile(string path, string text) => file = ModelDirectory.Parse(new DirectoryFile("", FileKind.Model, path, text));

    /// <summary>What it asks for; null if there are errors.</summary>
    public ChaosSettings? Settings { get; private set; }

    /// <summary>Everything that is wrong with it.</summary>
    public IReadOnlyList<ChaosFileError> Errors => errors;

    /// <summary>Reads a file's text.</summary>
    /// <param name="path">The file's name, for messages; nothing is read from there.</param>
    /// <param name="text">The whole file.</param>
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
            var message = issue.Rule == IssueRules.EmptyDocument ? "the file holds no keys: write 'seed' or 'faults'" : issue.Message;
            errors.Add(new ChaosFileError(issue.Span.Line + 1, issue.Span.Column + 1, message));
        }

        if (file.Root is not { } root)
        {
            return;
        }

        var settings = new ChaosSettings();
        foreach (var entry in root.Entries)
        {
            var (key, value) = (entry.Key, entry.Value);
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
                "faults" => settings with { Rules = Rules(key, value) },
                _ => Unknown(key, settings, Keys),
            };
        }

        Settings = errors.Count == 0 ? settings : null;
    }

    private static readonly string[] Keys =
    [
        "seed", "rate", "balance", "submits_per_minute", "extends_per_minute", "recovers_per_minute", "submits_per_day", "usd_per_day",
        "recover_lag", "separate_storage", "link_lifetime", "faults",
    ];

    private static readonly string[] RuleKeys = ["fault", "on", "submission", "attempt", "times"];

    private static readonly Dictionary<string, EmulatorRoute> Routes =
        Enum.GetValues<EmulatorRoute>().Where(route => route != EmulatorRoute.Other).ToDictionary(route => route.ToString().ToLowerInvariant());

    private List<FaultRule> Rules(YamlScalar key, YamlNode value)
    {
        if (value is not YamlSequence list)
        {
            Error(key, "'faults' takes a list: begin each rule with '- fault: NAME'");
            return [];
        }

        var rules = new List<FaultRule>();
        foreach (var item in list.Items)
        {
            if (item is YamlScalar { IsNull: false } name)
            {
                rules.AddRange(Fault(name) is { } fault ? [new FaultRule(fault) { Times = 1 }] : []);
            }
            else if (item is YamlMapping map)
            {
                rules.AddRange(Rule(map) is { } rule ? [rule] : []);
            }
            else
            {
                Error(item, "a rule is the name of a fault, or a map with 'fault'");
            }
        }

        return rules;
    }

    private FaultRule? Rule(YamlMapping map)
    {
        if (map["fault"] is not { } named)
        {
            Error(map, "the rule has no 'fault'");
            return null;
        }

        if (Fault(named) is not { } fault)
        {
            return null;
        }

        var rule = new FaultRule(fault);
        foreach (var entry in map.Entries)
        {
            var (key, value) = (entry.Key, entry.Value);
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
        var fault = FaultCatalog.Find(name);
        if (fault is null)
        {
            Error(node, $"there is no fault '{name}'{Hint(name, FaultCatalog.All.Select(known => known.Name))}");
        }

        return fault;
    }

    private EmulatorRoute? Route(YamlNode node, Fault fault)
    {
        var word = (node as YamlScalar)?.Text ?? "";
        if (!Routes.TryGetValue(word, out var route))
        {
            Error(node, $"'on' takes one of {string.Join(", ", Routes.Keys)}{Hint(word, Routes.Keys)}");
            return null;
        }

        if (!fault.Routes.Contains(route))
        {
            Error(node, $"'{fault.Name}' cannot befall {word}: only {string.Join(", ", fault.Routes.Select(one => one.ToString().ToLowerInvariant()))}");
        }

        return route;
    }

    private decimal? Number(YamlScalar key, YamlNode value, decimal least, decimal most, bool isWhole = false)
    {
        if (value is YamlScalar { IsPlain: true } scalar
            && decimal.TryParse(scalar.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most && (!isWhole || number == decimal.Truncate(number)))
        {
            return number;
        }

        Error(value, string.Create(CultureInfo.InvariantCulture, $"'{key.Text}' takes a {(isWhole ? "whole " : "")}number from {least} to {most}"));
        return null;
    }

    private int? Count(YamlScalar key, YamlNode value) => (int?)Number(key, value, 1, int.MaxValue, isWhole: true);

    // As long as the framework's timers can count.
    private TimeSpan? Seconds(YamlScalar key, YamlNode value) => Number(key, value, 0, 4_000_000) is { } seconds ? TimeSpan.FromSeconds((double)seconds) : null;

    private bool? Boolean(YamlScalar key, YamlNode value)
    {
        if (value is YamlScalar { IsPlain: true, Text: "true" or "false" } scalar)
        {
            return scalar.Text == "true";
        }

        Error(value, $"'{key.Text}' takes true or false");
        return null;
    }

    private string? Text(YamlScalar key, YamlNode value)
    {
        if (value is YamlScalar { IsNull: false, Text.Length: > 0 } scalar)
        {
            return scalar.Text;
        }

        Error(value, $"'{key.Text}' takes a text");
        return null;
    }

    private T Unknown<T>(YamlScalar key, T unchanged, string[] known)
    {
        Error(key, $"there is no key '{key.Text}'{Hint(key.Text, known)}");
        return unchanged;
    }

    private static string Hint(string word, IEnumerable<string> known) => DidYouMean.Find(word, known) is { } guess ? $": did you mean '{guess}'?" : "";

    private void Error(YamlNode node, string message)
    {
        var span = file.SpanOf(node);
        errors.Add(new ChaosFileError(span.Line + 1, span.Column + 1, message));
    }
}

/// <summary>One thing that is wrong with a <see cref="ChaosFile"/>.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ChaosFileError(int Line, int Column, string Message);
