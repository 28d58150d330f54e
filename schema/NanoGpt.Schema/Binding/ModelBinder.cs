using NanoGpt.Schema.Files;
using NanoGpt.Schema.Naming;
using NanoGpt.Schema.Reading;

namespace NanoGpt.Schema.Binding;

/// <summary>Creates models from their files.</summary>
internal sealed class ModelBinder(ModelDraft draft, ProviderSpec provider, FieldTable fields)
{
    private IssueList Issues => draft.Issues;

    public static ModelDraft Bind(ParsedFile file, ProviderSpec provider, FieldTable fields)
    {
        var draft = new ModelDraft(file, new IssueList(file.File.Path, file.Lines));
        if (file.Root is { } root)
        {
            new ModelBinder(draft, provider, fields).Bind(root);
        }

        return draft;
    }

    private void Bind(YamlMapping root)
    {
        var keys = MapReader.Read(ModelKeys.Table, root, null, Issues, draft.File.IsUserFile);
        draft.Id = keys.Text(ModelKeys.Id);
        draft.IdNode = keys.Value(ModelKeys.Id);
        draft.NameNode = keys.Value(ModelKeys.Type) ?? draft.IdNode;
        draft.SuccessorNode = keys.Value(ModelKeys.Successor);
        var status = Status(root, keys);
        var typeName = TypeName(keys, status);
        Inputs(keys, typeName, status);
        var rules = new RuleBinder(draft, provider);
        foreach (var item in keys.Items(ModelKeys.Rules))
        {
            rules.Bind(item);
        }

        var inputs = draft.Inputs.Select(static input => input.Spec).ToEquatableArray();
        var model = new ModelDefinition
        {
            Provider = provider.Id,
            Id = draft.Id ?? "",
            TypeName = typeName,
            Title = keys.Text(ModelKeys.Title) ?? "",
            Summary = keys.Text(ModelKeys.Summary) ?? "",
            Status = status,
            Since = keys.Text(ModelKeys.Since),
            Successor = keys.Text(ModelKeys.Successor),
            Modes = keys.Texts(ModelKeys.Modes).ToEquatableArray(),
            Fields = inputs,
            Rules = draft.Rules.Select(static rule => rule.Spec).ToEquatableArray(),
            Outputs = keys.Count(ModelKeys.Outputs, 1) ?? 1,
            Facts = Facts(keys),
            Price = keys.Map(ModelKeys.Pricing) is { } prices
                ? new PricingBinder(draft, provider, inputs).Bind(prices, keys.Key(ModelKeys.Pricing)!)
                : null,
            Confidence = keys.Text(ModelKeys.Confidence),
            Sources = SourceBinder.Read(keys, ModelKeys.Sources, provider, Issues),
            Disputes = DisputeBinder.Bind(keys, provider, Issues),
            Notes = keys.Texts(ModelKeys.Notes).ToEquatableArray(),
        };
        CheckFileName();
        if (draft.Id is null)
        {
            return;
        }

        draft.Spec = model;
        if (draft.IsGood)
        {
            RuleChecks.Check(draft, model);
        }
    }

    private ModelStatus Status(YamlMapping root, MapReader keys)
    {
        var status = keys.Text(ModelKeys.Status) switch
        {
            "deprecated" => ModelStatus.Deprecated,
            "removed" => ModelStatus.Removed,
            _ => ModelStatus.Active,
        };
        if (status == ModelStatus.Active)
        {
            Reject(ModelKeys.Since);
            Reject(ModelKeys.Successor);
        }

        if (status != ModelStatus.Removed && draft.IdNode is { } id)
        {
            // A removed model requires only an id.
            Require(ModelKeys.Modes, id);
            Require(ModelKeys.Inputs, id);
        }

        return status;

        void Reject(int key)
        {
            if (keys.Key(key) is { } token)
            {
                Issues.Report(IssueRules.NotApplicable, token, token.Text, "an active model");
            }
        }

        void Require(int key, YamlNode at)
        {
            if (!keys.Has(key) && root[ModelKeys.Table.Keys[key].Name] is null)
            {
                Issues.Report(IssueRules.MissingKey, at, "a model", ModelKeys.Table.Keys[key].Name);
            }
        }
    }

    private string TypeName(MapReader keys, ModelStatus status)
    {
        if (keys.Has(ModelKeys.Type))
        {
            return keys.Text(ModelKeys.Type) is { } given ? provider.TypePrefix + given : "";
        }

        var typeName = provider.TypePrefix + Identifier.Pascal(draft.Id ?? "");
        if (draft.Id is not null && status != ModelStatus.Removed && !Identifier.IsValid(typeName))
        {
            Issues.Report(
                IssueRules.BadName, draft.IdNode!, Printable.Of(draft.Id), typeName,
                Identifier.DescribeViolation(typeName), "specify a name with 'type'");
        }

        return typeName;
    }

    private void Inputs(MapReader keys, string typeName, ModelStatus status)
    {
        if (keys.Map(ModelKeys.Inputs) is not { } map)
        {
            // Missing fields of rules and prices are not reported.
            draft.LacksField |= status != ModelStatus.Removed;
            return;
        }

        var binder = new FieldBinder(provider, Issues);
        foreach (var entry in map.Entries)
        {
            var declaration = fields.Find(entry.Key, Issues, out var isLost);
            draft.LacksField |= isLost;
            if (declaration is not null && Input(declaration, entry, binder, typeName) is { } spec)
            {
                draft.Inputs.Add(new InputDraft(spec, entry.Key, entry.Value as YamlMapping));
            }
        }

        FieldReferences.Resolve(draft);
        MediaDurations.Resolve(draft);
        CheckProperties(map, typeName);
    }

    private FieldInfo? Input(FieldDeclaration declaration, YamlEntry entry, FieldBinder binder, string typeName)
    {
        switch (entry.Value)
        {
            case YamlScalar { IsNull: true } or YamlMapping { Entries.Count: 0 }:
                return Declared(declaration, entry.Key, typeName);
            case YamlMapping map:
                var overrides = MapReader.Sort(FieldKeys.Table, map, Issues, keepsNull: true);
                if (overrides[FieldKeys.Type]?.Key is { } token)
                {
                    Issues.Report(IssueRules.NotApplicable, token, "type", "a model's inputs");
                    overrides[FieldKeys.Type] = null;
                }

                var slots = FieldSlots.Merge(declaration.Entries, overrides, entry.Key);
                return binder.Bind(declaration.Spec.Name, declaration.Spec.Type, slots, typeName, isDeclaration: false);
            default:
                ScalarReader.ReportWrongKind(entry.Value, entry.Key.Text, "a map of the keys that differ, or nothing", Issues);
                return Declared(declaration, entry.Key, typeName);
        }
    }

    private FieldInfo Declared(FieldDeclaration declaration, YamlScalar key, string typeName)
    {
        var spec = declaration.Spec;
        if (spec is { Type: FieldType.Enum, Values.IsEmpty: true, IsOpen: false, Fixed: null } && !declaration.IsBroken)
        {
            Issues.Report(IssueRules.NoValues, key, spec.Name);
        }

        return FieldBinder.Adopt(spec, typeName);
    }

    private void CheckProperties(YamlMapping map, string typeName)
    {
        var specs = new List<FieldInfo>(draft.Inputs.Count);
        foreach (var input in draft.Inputs)
        {
            specs.Add(input.Spec);
            if (input.Spec.Fixed is null
                && string.Equals(input.Spec.Property, typeName + "Request", StringComparison.OrdinalIgnoreCase))
            {
                Issues.Report(
                    IssueRules.ReservedName, input.Key, input.Spec.Name, input.Spec.Property, "request of this model", "name");
            }
        }

        NameChecks.Properties(specs, map, Issues);
        NameChecks.WireKeys(specs, map, Issues);
    }

    private EquatableArray<FactSpec> Facts(MapReader keys)
    {
        if (keys.Map(ModelKeys.Facts) is not { } map)
        {
            return default;
        }

        var facts = MapReader.Read(FactTable.Table, map, keys.Key(ModelKeys.Facts), Issues);
        var read = new List<FactSpec>(map.Entries.Count);
        for (var i = 0; i < FactTable.Table.Keys.Count; i++)
        {
            if (facts.Has(i) && facts.Plain(i) is { } value)
            {
                read.Add(new FactSpec(FactTable.Table.Keys[i].Name, value));
            }
        }

        return read.ToEquatableArray();
    }

    private void CheckFileName()
    {
        if (draft.Id is not { } id)
        {
            return;
        }

        var name = DirectoryFile.FileName(draft.File.Path);
        var expected = DirectoryFile.NameOf(id);
        if (name != expected + ".yaml" && name != expected + ".yml")
        {
            Issues.Report(IssueRules.FileNameIsNotId, draft.IdNode!, id, "file", expected + ".yaml", name);
        }
    }
}
