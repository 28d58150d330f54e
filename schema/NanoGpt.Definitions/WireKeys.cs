namespace NanoGpt.Definitions;

/// <summary>Maps the keys of a JSON object to fields.</summary>
public sealed class WireKeys
{
    private readonly Dictionary<string, WireKey> keys = new(StringComparer.Ordinal);

    /// <summary>Initializes the map.</summary>
    /// <param name="fields">The fields of a model, or of an object in it.</param>
    public WireKeys(IEnumerable<FieldInfo> fields)
    {
        var all = fields.ToList();
        all.ForEach(AddKeys);

        // The key of a field has priority over an alias of another field.
        foreach (var field in all)
        {
            foreach (var alias in field.Wire.Aliases)
            {
                keys.TryAdd(alias, new WireKey(field, Form: null, IsAlias: true));
            }
        }
    }

    /// <summary>Returns the meaning of a key; <see langword="null"/> if it belongs to no field.</summary>
    /// <param name="key">The JSON key.</param>
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
            // For a key of several forms, the value determines the form.
            if (key is not null && !keys.TryAdd(key, new WireKey(field, form, IsAlias: false)) && keys[key].Field == field)
            {
                keys[key] = new WireKey(field, Form: null, IsAlias: false);
            }
        }
    }
}

/// <summary>Describes a key of a JSON request.</summary>
/// <param name="Field">The field.</param>
/// <param name="Form">The form of the medium; <see langword="null"/> if the value determines it, or for other fields.</param>
/// <param name="IsAlias">A value that indicates whether the key is an alias of the field.</param>
public sealed record WireKey(FieldInfo Field, MediaForms? Form, bool IsAlias);
