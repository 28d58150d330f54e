using NanoGpt.Schema.Reading;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads the JSON keys and the spelling of a field.</summary>
internal static class FieldWire
{
    private static readonly string[] Forms = ["url", "data", "attachment"];

    public static WireInfo Bind(string name, FieldType type, MapReader keys, IssueList issues)
    {
        var wire = name;
        if (keys.Value(FieldKeys.Wire) is YamlMapping map)
        {
            if (!type.IsMedia())
            {
                ScalarReader.ReportWrongKind(map, "wire", "a text", issues);
            }

            // The key of the first form. Media() reads the keys of all forms.
            wire = Forms.Select(form => (map[form] as YamlScalar)?.Text)
                .FirstOrDefault(static key => key is { Length: > 0 }) ?? name;
        }
        else if (keys.Value(FieldKeys.Wire) is { } node)
        {
            wire = ScalarReader.Text(node, "wire", issues) ?? name;
        }

        var aliases = keys.Texts(FieldKeys.Aliases);
        aliases.Remove(wire);
        var suffix = keys.Text(FieldKeys.Suffix) ?? "";
        var form = keys.Text(FieldKeys.Form);
        if (suffix.Length > 0 && form == "number" && keys.Key(FieldKeys.Suffix) is { } token)
        {
            issues.Report(IssueRules.KeyConflict, token, "suffix", "form: number", "a number on the wire has no suffix");
        }

        return new WireInfo
        {
            Name = wire,
            Aliases = aliases.ToEquatableArray(),
            IsText = form is null ? type == FieldType.Seconds : form == "string",
            Suffix = suffix,
        };
    }

    /// <summary>Reads the forms and limits of a medium. Returns <see langword="null"/> for other types.</summary>
    public static MediaInfo? Media(
        string name, FieldType type, WireInfo spelling, FieldSlots slots, MapReader keys, ProviderSpec provider, IssueList issues)
    {
        if (!type.IsMedia())
        {
            return null;
        }

        var byForm = new string?[Forms.Length];
        if (keys.Value(FieldKeys.Wire) is YamlMapping map)
        {
            var wire = MapReader.Read(MediaWireKeys.Table, map, slots.At(FieldKeys.Wire), issues);
            for (var i = 0; i < byForm.Length; i++)
            {
                byForm[i] = wire.Text(i);
            }

            if (map.Entries.Count == 0)
            {
                issues.Report(IssueRules.Empty, slots.At(FieldKeys.Wire), "wire", "a key for at least one form");
            }
        }
        else
        {
            byForm[0] = byForm[1] = byForm[2] = spelling.Name;
        }

        if (keys.Has(FieldKeys.Accepts))
        {
            Restrict(byForm, name, slots, keys, issues);
        }

        return new MediaInfo
        {
            UrlKey = byForm[0],
            DataKey = byForm[1],
            AttachmentKey = byForm[2],
            AcceptsHttp = provider.HttpLinks && byForm[0] is not null,
            MaxBytes = keys.LongCount(FieldKeys.MaxBytes) ?? provider.Limits.UploadBytes,
            MinSeconds = keys.Quantity(FieldKeys.MinSeconds),
            MaxSeconds = keys.Quantity(FieldKeys.MaxSeconds),
        };
    }

    private static void Restrict(string?[] byForm, string name, FieldSlots slots, MapReader keys, IssueList issues)
    {
        var accepted = keys.Texts(FieldKeys.Accepts);
        for (var i = 0; i < Forms.Length; i++)
        {
            if (!accepted.Contains(Forms[i]))
            {
                byForm[i] = null;
            }
            else if (byForm[i] is null)
            {
                issues.Report(IssueRules.FormWithoutKey, slots.At(FieldKeys.Accepts, FieldKeys.Wire), name, Forms[i]);
            }
        }
    }
}
