using NanoGpt.Schema.Format;
using NanoGpt.Schema.Yaml;

namespace NanoGpt.Schema.Binding;

/// <summary>
/// The keys of one field: those of its declaration with a model's own over them. Issues go only where the file that is being
/// read says something; what is inherited was checked where it stands.
/// </summary>
internal sealed class FieldSlots
{
    private readonly YamlEntry?[] entries;
    private long own;

    private FieldSlots(YamlEntry?[] entries, YamlScalar anchor)
    {
        this.entries = entries;
        Anchor = anchor;
    }

    /// <summary>The field's name in the file that is being read.</summary>
    public YamlScalar Anchor { get; }

    public YamlEntry?[] Entries => entries;

    public static FieldSlots Declared(YamlEntry?[] entries, YamlScalar anchor)
    {
        var slots = new FieldSlots(entries, anchor);
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i] is not null)
            {
                slots.own |= 1L << i;
            }
        }

        return slots;
    }

    /// <summary>Lays a model's keys over those of a declaration.</summary>
    public static FieldSlots Merge(YamlEntry?[] declared, YamlEntry?[] overrides, YamlScalar anchor)
    {
        var slots = new FieldSlots((YamlEntry?[])declared.Clone(), anchor);
        for (var i = 0; i < overrides.Length; i++)
        {
            if (overrides[i] is { } given)
            {
                slots.own |= 1L << i;
                // Nothing after the colon takes away what is declared.
                slots.entries[i] = given.Value is YamlScalar { IsNull: true } ? null : given;
            }
        }

        slots.DropWhatIsReplaced();
        return slots;
    }

    /// <summary>Whether the file that is being read gives this key.</summary>
    public bool IsOwn(int key) => (own & (1L << key)) != 0;

    /// <summary>The token to report a key's value at: its own, else that of the first other key that is own, else the field's name.</summary>
    public YamlNode At(int key, int other = -1, int another = -1) =>
        Own(key) ?? Own(other) ?? Own(another) ?? Anchor;

    private YamlNode? Own(int key) => key < 0 || !IsOwn(key) || entries[key] is not { } entry ? null
        : entry.Value is YamlScalar value ? value : entry.Key;

    // What a model says takes the place not only of the same key but of what it cannot go with.
    private void DropWhatIsReplaced()
    {
        if (Gives(FieldKeys.Values))
        {
            Drop(FieldKeys.Disputed);
            Drop(FieldKeys.Min);
            Drop(FieldKeys.Max);
            Drop(FieldKeys.Step);
        }
        else if (Gives(FieldKeys.Min) || Gives(FieldKeys.Max) || Gives(FieldKeys.Step))
        {
            Drop(FieldKeys.Values);
            Drop(FieldKeys.Disputed);
            Drop(FieldKeys.Members);
        }

        DropIf(Gives(FieldKeys.Above), FieldKeys.Min);
        DropIf(Gives(FieldKeys.Min), FieldKeys.Above);
        DropIf(Gives(FieldKeys.Below), FieldKeys.Max);
        DropIf(Gives(FieldKeys.Max), FieldKeys.Below);
        DropIf(Gives(FieldKeys.Wire), FieldKeys.Accepts);
        DropIf(Gives(FieldKeys.List) || Gives(FieldKeys.Fixed), FieldKeys.References);

        var isRequired = Gives(FieldKeys.Required) && entries[FieldKeys.Required]!.Value is YamlScalar { Text: "true" };
        DropIf(isRequired || Gives(FieldKeys.Fixed), FieldKeys.Default);
        DropIf(isRequired || Gives(FieldKeys.Default), FieldKeys.Fixed);
        DropIf(isRequired || Gives(FieldKeys.Default), FieldKeys.Send);
        DropIf(Gives(FieldKeys.Default) || Gives(FieldKeys.Fixed), FieldKeys.Required);
    }

    private bool Gives(int key) => IsOwn(key) && entries[key] is not null;

    private void DropIf(bool condition, int key)
    {
        if (condition)
        {
            Drop(key);
        }
    }

    private void Drop(int key)
    {
        if (!IsOwn(key))
        {
            entries[key] = null;
        }
    }
}
