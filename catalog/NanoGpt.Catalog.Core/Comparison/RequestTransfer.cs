using NanoGpt.Catalogs.Forms;

namespace NanoGpt.Catalogs.Comparison;

/// <summary>Represents the request for one model, moved to another model.</summary>
/// <param name="Result">The request for the other model, with the values that it can hold.</param>
/// <param name="Lost">The names of the fields that the other model does not have, or cannot hold.</param>
/// <param name="Findings">The findings of the request for the other model.</param>
public sealed record RequestTransfer(FormRequest Result, IReadOnlyList<string> Lost, IReadOnlyList<Finding> Findings)
{
    /// <summary>Moves a request to another model. Fields are matched by name.</summary>
    /// <param name="request">The request.</param>
    /// <param name="target">The form of the other model.</param>
    public static RequestTransfer Create(FormRequest request, FormType target)
    {
        var (result, lost) = (target.Empty, new List<string>());
        for (var i = 0; i < request.Type.Fields.Count; i++)
        {
            var field = request.Type.Fields[i];
            if (request.Values[i] is not { } value)
            {
                continue;
            }

            var index = target.Model.Info.IndexOf(field.Name);
            var moved = index >= 0 ? Convert(field, value, target.Fields[index]) : null;
            if (moved is null)
            {
                lost.Add(field.Name);
            }
            else
            {
                result = result.With(index, moved);
            }
        }

        return new RequestTransfer(result, lost, result.Validate());
    }

    private static object? Convert(FieldInfo from, object value, FieldInfo to)
    {
        if (to.Fixed is not null)
        {
            return null;
        }

        if (from.List is null && to.List is null && FieldScalar.FromValue(from, value) is { } scalar)
        {
            return from.IsNumeric == to.IsNumeric && (from.Type == FieldType.Boolean) == (to.Type == FieldType.Boolean)
                ? FieldScalar.ToValue(to, scalar) : null;
        }

        var isAlike = from.Type == to.Type && from.List is null == to.List is null && from.IsClosed == to.IsClosed;
        return isAlike && from.Fields == to.Fields && !(from.IsClosed && from.Values != to.Values) ? value : null;
    }
}
