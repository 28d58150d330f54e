namespace NanoGpt.Schema.Binding;

/// <summary>
/// Represents the keys of a field: those of its declaration, overridden by those of a model. Only the keys of the file that is
/// being read are reported, because inherited keys were checked in their file.
/// </summary>
internal sealed class FieldSlots
{
    private long own;

    private FieldSlots(YamlEntry?[] entries, YamlScalar anchor) => (Entries, Anchor) = (entries, anchor);

    /// <summary>Gets the name of the field in the file that is being read.</summary>
    public YamlScalar Anchor { get; }

    public YamlEntry?[] Entries { get; }

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

    public static FieldSlots Merge(YamlEntry?[] declared, YamlEntry?[] overrides, YamlScalar anchor)
    {
        var slots = new FieldSlots((YamlEntry?[])declared.Clone(), anchor);
        for (var i = 0; i < overrides.Length; i++)
        {
            if (overrides[i] is { } given)
            {
                slots.own |= 1L << i;
                // An empty value removes the declared one.
                slots.Entries[i] = given.Value is YamlScalar { IsNull: true } ? null : given;
            }
        }

        slots.DropReplaced();
        return slots;
    }

    /// <summary>Returns whether a key is in the file that is being read.</summary>
    public bool IsOwn(int key) => (own & (1L << key)) != 0;

    /// <summary>Returns the location for an issue: the first of the keys that is in the file, or the name of the field.</summary>
    public YamlNode At(int key, int other = -1, int another = -1) =>
        Own(key) ?? Own(other) ?? Own(another) ?? Anchor;

    private YamlNode? Own(int key) => key < 0 || !IsOwn(key) || Entries[key] is not { } entry ? null
        : entry.Value is YamlScalar value ? value : entry.Key;

    // A key of a model replaces the same key and the keys that it cannot be combined with.
    private void DropReplaced()
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

        var isRequired = Gives(FieldKeys.Required) && Entries[FieldKeys.Required]!.Value is YamlScalar { Text: "true" };
        DropIf(isRequired || Gives(FieldKeys.Fixed), FieldKeys.Default);
        DropIf(isRequired || Gives(FieldKeys.Default), FieldKeys.Fixed);
        DropIf(isRequired || Gives(FieldKeys.Default), FieldKeys.Send);
        DropIf(Gives(FieldKeys.Default) || Gives(FieldKeys.Fixed), FieldKeys.Required);
    }

    private bool Gives(int key) => IsOwn(key) && Entries[key] is not null;

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
            Entries[key] = null;
        }
    }
}
