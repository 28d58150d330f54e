namespace NanoGpt.Definitions;

/// <summary>Finds the field that a key of a JSON object belongs to.</summary>
public sealed class WireKeys
{
    private readonly Dictionary<string, WireKey> keys = new(StringComparer.Ordinal);

    /// <summary>Initializes the keys of some fields.</summary>
    /// <param name="fields">The fields of a model, or of an object in it.</param>
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

    /// <summary>Returns what a key means; <see langword="null"/> if it belongs to no field.</summary>
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

/// <summary>Describes a key of a JSON request.</summary>
/// <param name="Field">The field.</param>
/// <param name="Form">The form of the medium that the key stands for; <see langword="null"/> if the value decides, or for no medium.</param>
/// <param name="IsAlias">Whether it is another spelling, which is understood but is not the field's own.</param>
public sealed record WireKey(FieldInfo Field, MediaForms? Form, bool IsAlias);
