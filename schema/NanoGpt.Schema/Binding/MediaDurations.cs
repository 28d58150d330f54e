namespace NanoGpt.Schema.Binding;

/// <summary>Applies the limits of a medium to the field that states its duration: those of audio to audio_duration.</summary>
internal static class MediaDurations
{
    private const string Suffix = "_duration";

    public static void Resolve(ModelDraft draft)
    {
        for (var i = 0; i < draft.Inputs.Count; i++)
        {
            if (draft.Inputs[i].Spec is { Type: FieldType.Seconds, Min: null, Max: null, Values.IsEmpty: true, Fixed: null } field
                && field.Name.EndsWith(Suffix, StringComparison.Ordinal)
                && draft.Find(field.Name.Substring(0, field.Name.Length - Suffix.Length))
                    is { Spec: { List: null, Media: { } media } })
            {
                var limited = field with { Min = media.MinSeconds, Max = media.MaxSeconds };
                draft.Inputs[i] = draft.Inputs[i] with { Spec = limited };
            }
        }
    }
}
