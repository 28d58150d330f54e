using NanoGpt.Schema.Format;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Model;
using NanoGpt.Schema.Reading;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Binding;

/// <summary>Reads how a field is named and spelled on the wire.</summary>
internal static class FieldWire
{
    private static readonly string[] Forms = ["url", "data", "attachment"];

    public static WireInfo Bind(string name, FieldType type, MapReader keys, IssueList issues)
    {
        var wire = name;
        if (keys.Value(FieldKeys.Wire) is YamlMapping map)
        {
            if (type is not (FieldType.Image or FieldType.Audio or FieldType.Video))
            {
                ScalarReader.Refuse(map, "wire", "a text", issues);
            }

            // The first form that has a key; which forms are read again for the medium.
            foreach (var form in Forms)
            {
                if (map[form] is YamlScalar { Text.Length: > 0 } key)
                {
                    wire = key.Text;
                    break;
                }
            }
        }
        else if (keys.Value(FieldKeys.Wire) is { } node)
        {
            wire = ScalarReader.Text(node, "wire", issues) ?? name;
        }

        var aliases = keys.Texts(FieldKeys.Aliases);
        aliases.Remove(wire);
        var suffix = keys.Text(FieldKeys.Suffix) ?? "";
        var form1 = keys.Text(FieldKeys.Form);
        if (suffix.Length > 0 && form1 == "number" && keys.Key(FieldKeys.Suffix) is { } token)
        {
            issues.Add(IssueRules.KeyConflict, token.Start, token.Length, null, "suffix", "form: number", "a number on the wire has no suffix");
        }

        return new WireInfo
        {
            Name = wire,
            Aliases = aliases.ToEquatableArray(),
            IsText = form1 is null ? type == FieldType.Seconds : form1 == "string",
            Suffix = suffix,
        };
    }

    /// <summary>Reads the forms and limits of a medium; null for another field.</summary>
    public static MediaInfo? Media(string name, FieldType type, WireInfo spelling, FieldSlots slots, MapReader keys, ProviderSpec provider, IssueList issues)
    {
        if (type is not (FieldType.Image or FieldType.Audio or FieldType.Video))
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
                var at = slots.At(FieldKeys.Wire);
                issues.Add(IssueRules.Empty, at.Start, at.Length, null, "wire", "a key for at least one form");
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
                var at = slots.At(FieldKeys.Accepts, FieldKeys.Wire);
                issues.Add(IssueRules.FormWithoutKey, at.Start, at.Length, null, name, Forms[i]);
            }
        }
    }
}
