namespace NanoGpt.Evaluation;

/// <summary>Represents the values of a request, whatever the request is written in.</summary>
public interface IRequestView
{
    /// <summary>Returns what is known of the value of a field.</summary>
    /// <param name="field">The index of the field in <see cref="ModelInfo.Fields"/>.</param>
    FieldValue GetValue(int field);
}
