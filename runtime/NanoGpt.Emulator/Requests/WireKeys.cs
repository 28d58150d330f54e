namespace NanoGpt.Emulator.Requests;

/// <summary>Which field a key of a JSON object speaks of.</summary>
internal sealed class WireKeys
{
    private readonly Dictionary<string, WireKey> keys = new(StringComparer.Ordinal);

    public WireKeys(IEnumerable<FieldInfo> fields)
    {
        var all = fields.ToList();
        foreach (var field in all)
        {
            AddKeys(field);
        }

        // A field's own spelling wins over another field's alias.
        foreach (var field in all)
        {
            foreach (var alias in field.Wire.Aliases)
            {
                keys.TryAdd(alias, new WireKey(field, Form: null, IsAlias: true));
            }
        }
    }

    public WireKey? Find(string key) => keys.GetValueOrDefault(key);

    private void AddKeys(FieldInfo field)
    {
        if (field.Media is not { } media)
        {
            keys.TryAdd(field.Wire.Name, new WireKey(field, Form: null, IsAlias: false));
            return;
        }

        Add(media.UrlKey, MediaForms.Url);
        Add(media.DataKey, MediaForms.Data);
        Add(media.AttachmentKey, MediaForms.Attachment);

        void Add(string? key, MediaForms form)
        {
            // One key for several forms: the value itself tells which it is.
            if (key is not null && !keys.TryAdd(key, new WireKey(field, form, IsAlias: false)) && keys[key].Field == field)
            {
                keys[key] = new WireKey(field, Form: null, IsAlias: false);
            }
        }
    }
}

/// <summary>What a key means.</summary>
/// <param name="Field">The field.</param>
/// <param name="Form">For media, the form that the key stands for; null if the value tells.</param>
/// <param name="IsAlias">Whether it is another spelling, understood but not the field's own.</param>
internal sealed record WireKey(FieldInfo Field, MediaForms? Form, bool IsAlias);
