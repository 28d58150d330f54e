using NanoGpt.Schema.Binding;
using NanoGpt.Schema.Naming;

namespace NanoGpt.Schema.Linking;

/// <summary>Decides which removed models keep their request types. The names of the other models take precedence.</summary>
internal static class RemovedTypes
{
    public static void Resolve(List<ModelDraft> drafts)
    {
        var removed = drafts.FindAll(static draft => draft.IsGood && draft.Spec!.Status == ModelStatus.Removed);
        if (removed.Count == 0)
        {
            return;
        }

        var others = drafts.Where(static draft => draft.IsGood && draft.Spec!.Status != ModelStatus.Removed);
        var taken = new HashSet<string>(
            others.SelectMany(static draft => GetNames(draft.Spec!)), StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in removed.SelectMany(static draft => GetNames(draft.Spec!)))
        {
            // The result does not depend on the order of the models: of two removed models with one name, none keeps it.
            if (!seen.Add(name))
            {
                taken.Add(name);
            }
        }

        foreach (var draft in removed)
        {
            var model = draft.Spec!;
            draft.Spec = model with
            {
                HasRequestType = !model.Fields.IsEmpty && Identifier.IsValid(model.RequestType)
                    && !GetNames(model).Any(taken.Contains),
            };
        }
    }

    private static IEnumerable<string> GetNames(ModelDefinition model) =>
        GetNames(model.Fields).Append(model.RequestType);

    private static IEnumerable<string> GetNames(EquatableArray<FieldInfo> fields) => fields.SelectMany(static field =>
        field.TypeName is { } name ? GetNames(field.Fields).Append(name) : GetNames(field.Fields));
}
