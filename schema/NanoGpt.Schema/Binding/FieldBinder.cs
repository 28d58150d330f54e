using NanoGpt.Schema.Naming;
using NanoGpt.Schema.Reading;

namespace NanoGpt.Schema.Binding;

/// <summary>Creates fields from their keys. A field with errors is created too, and its errors are reported.</summary>
internal sealed class FieldBinder(ProviderSpec provider, IssueList issues)
{
    // Avoids an overflow of a bound divided by the step.
    private const decimal MinStep = 0.000000001m;

    /// <param name="name">The name of the field.</param>
    /// <param name="type">The type.</param>
    /// <param name="slots">The keys.</param>
    /// <param name="scope">The prefix of the name of its C# type.</param>
    /// <param name="isDeclaration"><see langword="true"/> for a field in <c>fields.yaml</c>, which a model may complete.</param>
    public FieldInfo Bind(string name, FieldType type, FieldSlots slots, string scope, bool isDeclaration)
    {
        DropInapplicable(type, slots);
        var keys = new MapReader(FieldKeys.Table, slots.Entries, issues);
        var property = Property(name, slots, keys);
        var values = new FieldValues(name, type, slots, keys, issues);
        var nested = Nested(slots, keys, scope + property);
        var wire = FieldWire.Bind(name, type, keys, issues);
        var listed = values.Bind();
        var only = values.Single(FieldKeys.Fixed);
        var hasType = only is null && type switch
        {
            FieldType.Enum => true,
            FieldType.Seconds => !listed.IsEmpty,
            FieldType.Object => !nested.IsEmpty,
            _ => false,
        };
        var field = new FieldInfo
        {
            Name = name,
            Property = property,
            Type = type,
            Wire = wire,
            Summary = keys.Text(FieldKeys.Summary) ?? "",
            IsRequired = keys.Boolean(FieldKeys.Required),
            List = List(slots, keys, name),
            Values = listed,
            IsOpen = keys.Boolean(FieldKeys.Open),
            Min = Bound(type, keys, FieldKeys.Above) ?? Bound(type, keys, FieldKeys.Min),
            IsMinExclusive = keys.Has(FieldKeys.Above),
            Max = Bound(type, keys, FieldKeys.Below) ?? Bound(type, keys, FieldKeys.Max),
            IsMaxExclusive = keys.Has(FieldKeys.Below),
            Step = Step(type, keys),
            MinLength = keys.Count(FieldKeys.MinLength),
            MaxLength = keys.Count(FieldKeys.MaxLength, 1),
            Default = values.Single(FieldKeys.Default),
            Fixed = only,
            IsSent = keys.Boolean(FieldKeys.Send),
            IsCostDriver = keys.Boolean(FieldKeys.Cost),
            Media = FieldWire.Media(name, type, wire, slots, keys, provider, issues),
            Fields = nested,
            References = FieldReferences.Read(slots, keys, issues),
            TypeName = hasType ? scope + property : null,
            Sources = SourceBinder.Read(keys, FieldKeys.Sources, provider, issues),
        };
        FieldChecks.Check(field, slots, issues, isDeclaration);
        return field;
    }

    /// <summary>Returns a declared field with the type names of a model.</summary>
    public static FieldInfo Adopt(FieldInfo declared, string scope)
    {
        if (declared.TypeName is null)
        {
            return declared;
        }

        var typeName = scope + declared.Property;
        return declared with
        {
            TypeName = typeName,
            Fields = declared.Fields.Select(member => Adopt(member, typeName)).ToEquatableArray(),
        };
    }

    public static FieldType? Type(YamlEntry?[] entries, IssueList issues) =>
        new MapReader(FieldKeys.Table, entries, issues).Text(FieldKeys.Type) is { } word
            ? (FieldType)FieldKeys.Table.Keys[FieldKeys.Type].Words.ToList().IndexOf(word)
            : null;

    private void DropInapplicable(FieldType type, FieldSlots slots)
    {
        for (var key = 0; key < FieldKeys.Count; key++)
        {
            var spec = FieldKeys.Table.Keys[key];
            if (slots.Entries[key]?.Key is { } token && slots.IsOwn(key) && spec.AppliesTo is { Count: > 0 } types
                && !types.Contains(type))
            {
                var owner = "a field of type " + FieldKeys.Table.Keys[FieldKeys.Type].Words[(int)type];
                issues.Report(IssueRules.NotApplicable, token, spec.Name, owner);
                slots.Entries[key] = null;
            }
        }
    }

    private string Property(string name, FieldSlots slots, MapReader keys)
    {
        var property = keys.Text(FieldKeys.Name) ?? Identifier.Pascal(name);
        if (ReservedNames.IsMember(property) && !keys.Has(FieldKeys.Fixed))
        {
            issues.Report(IssueRules.ReservedName, slots.At(FieldKeys.Name), name, property, "request", "name");
        }

        return property;
    }

    private ListInfo? List(FieldSlots slots, MapReader keys, string name)
    {
        if (keys.Map(FieldKeys.List) is not { } map)
        {
            return null;
        }

        var list = MapReader.Read(ListKeys.Table, map, slots.At(FieldKeys.List), issues);
        var spec = new ListInfo(list.Count(ListKeys.Min), list.Count(ListKeys.Max, 1));
        if (spec.Min > spec.Max && slots.IsOwn(FieldKeys.List))
        {
            FieldChecks.InsideOut(list.Value(ListKeys.Min)!, name, "min", spec.Min.Value, "max", spec.Max.Value, issues);
        }

        return spec;
    }

    private decimal? Bound(FieldType type, MapReader keys, int key) => type is FieldType.Integer or FieldType.Seconds
        ? keys.Whole(key, int.MinValue, int.MaxValue)
        : keys.Number(key);

    private decimal? Step(FieldType type, MapReader keys)
    {
        var step = Bound(type, keys, FieldKeys.Step);
        if (step is null or >= MinStep)
        {
            return step;
        }

        var node = (YamlScalar)keys.Value(FieldKeys.Step)!;
        issues.Report(IssueRules.BadNumber, node, node.Text, "step", "it must be at least 0.000000001");
        return null;
    }

    private EquatableArray<FieldInfo> Nested(FieldSlots slots, MapReader keys, string scope)
    {
        if (keys.Map(FieldKeys.Fields) is not { } map)
        {
            return default;
        }

        var fields = new List<FieldInfo>();
        foreach (var entry in map.Entries)
        {
            if (FieldDeclaration.Read(entry, this, issues, scope, requiresValues: true) is { } declaration)
            {
                fields.Add(declaration.Spec);
                if (declaration.Entries[FieldKeys.References]?.Key is { } token)
                {
                    issues.Report(IssueRules.NotApplicable, token, token.Text, "a member of an object");
                }
            }
        }

        if (map.Entries.Count == 0)
        {
            issues.Report(IssueRules.Empty, slots.At(FieldKeys.Fields), "fields", "at least one member");
        }

        NameChecks.Properties(fields, map, issues);
        NameChecks.WireKeys(fields, map, issues);
        return fields.ToEquatableArray();
    }
}
