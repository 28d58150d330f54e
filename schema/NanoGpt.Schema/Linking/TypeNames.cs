using NanoGpt.Schema.Binding;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Schema.Linking;

/// <summary>Finds colliding names of C# types. Case is ignored, because the compiler ignores it in hint names.</summary>
internal static class TypeNames
{
    /// <summary>Reports both models. Neither is used.</summary>
    public static void Check(List<ModelDraft> drafts)
    {
        var types = new Dictionary<string, Owner>(drafts.Count * 4, StringComparer.OrdinalIgnoreCase);
        var constants = new Dictionary<string, Owner>(drafts.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var draft in drafts)
        {
            // A model with errors is not generated. Its own errors come first.
            if (!draft.IsGood || draft.Spec!.Status == ModelStatus.Removed)
            {
                continue;
            }

            var spec = draft.Spec;
            var owner = new Owner(draft, draft.NameNode!, "model '" + spec.Id + "'", "type");
            if (ReservedNames.IsIndexMember(spec.TypeName))
            {
                draft.Issues.Report(IssueRules.ReservedName, owner.At, spec.Id, spec.TypeName, "index of models", "type");
            }

            Add(constants, spec.TypeName, owner);
            Add(types, spec.RequestType, owner);
            foreach (var input in draft.Inputs)
            {
                AddField(types, input.Spec, draft, input.Key);
            }
        }
    }

    private static void AddField(Dictionary<string, Owner> types, FieldInfo field, ModelDraft draft, YamlNode at)
    {
        if (field.TypeName is { } typeName)
        {
            Add(types, typeName, new Owner(draft, at, "field '" + field.Name + "' of '" + draft.Id + "'", "name"));
        }

        foreach (var member in field.Fields)
        {
            AddField(types, member, draft, at);
        }
    }

    private static void Add(Dictionary<string, Owner> names, string name, Owner owner)
    {
        if (!names.TryGetValue(name, out var other))
        {
            names.Add(name, owner);
            return;
        }

        // The types of models with one name collide too, which is reported once.
        if (!owner.Draft.IsGood && !other.Draft.IsGood && ReferenceEquals(owner.At, owner.Draft.NameNode))
        {
            return;
        }

        Report(owner, other, name);
        if (!ReferenceEquals(owner.Draft, other.Draft))
        {
            Report(other, owner, name);
        }
    }

    private static void Report(Owner owner, Owner other, string name)
    {
        var place = other.Description
            + (ReferenceEquals(owner.Draft, other.Draft) ? "" : " in " + Printable.Of(other.Draft.File.Path));
        owner.Draft.Issues.Report(IssueRules.NameCollision, owner.At, owner.Subject, place, name, owner.Remedy);
    }

    private sealed record Owner(ModelDraft Draft, YamlNode At, string Description, string Remedy)
    {
        public string Subject => Remedy == "type" ? Draft.Id! : ((YamlScalar)At).Text;
    }
}
