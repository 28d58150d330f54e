namespace NanoGpt.Evaluation;

/// <summary>Decides how a request can be repaired. Code fixes and the catalogue offer the same repairs.</summary>
public static class Remedies
{
    // Larger numbers are unlikely to be typing errors.
    private const decimal MaxMagnitude = 1_000_000_000_000;

    /// <summary>Returns the allowed number that is closest to one that is not allowed.</summary>
    /// <param name="field">A field of a numeric type.</param>
    /// <param name="number">The number.</param>
    /// <returns>The closest number; <see langword="null"/> if there is none.</returns>
    public static Scalar? FindNearestNumber(FieldInfo field, decimal number)
    {
        if (!field.Values.IsEmpty)
        {
            return field.Values.Select(value => FieldDomain.ScalarOf(field, value))
                .OrderBy(value => Distance(value.Number, number)).First();
        }

        var nearest = field.Min is { } min && number < min ? min : field.Max is { } max && number > max ? max : number;
        if (Math.Abs(nearest) > MaxMagnitude)
        {
            return null;
        }

        if (field.Step is { } step)
        {
            var start = field.Min ?? 0;
            nearest = start + (Math.Round((nearest - start) / step, MidpointRounding.AwayFromZero) * step);
            nearest = nearest > field.Max ? nearest - step : nearest;
        }

        // An exclusive limit has no closest number.
        return FieldDomain.InRange(field, nearest) ? Scalar.Of(nearest) : null;
    }

    /// <summary>Returns the listed value that is closest to an undefined index of a closed set.</summary>
    /// <param name="field">A field with listed values.</param>
    /// <param name="choice">The index.</param>
    /// <returns>The value; <see langword="null"/> if none is listed.</returns>
    public static Scalar? FindNearestChoice(FieldInfo field, int choice) => field.Values.IsEmpty
        ? null
        : Scalar.Of(field.Values[Math.Max(0, Math.Min(choice, field.Values.Count - 1))].Wire);

    /// <summary>Returns the single change of a field that satisfies a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="field">The field that the condition is about.</param>
    /// <returns>The change; <see langword="null"/> if there is none, or if several are possible.</returns>
    public static FieldChange? FindChange(ConditionInfo condition, FieldInfo field) => condition.Operator switch
    {
        _ when field.List is not null => null,
        ConditionOperator.IsUnset => field.IsRequired ? null : new FieldChange(field.Name, null),
        ConditionOperator.IsOneOf or ConditionOperator.AtLeast or ConditionOperator.AtMost =>
            new FieldChange(field.Name, condition.Values[0]),
        _ => null,
    };

    /// <summary>Returns whether a field can be removed so that conditions on its value no longer hold.</summary>
    /// <param name="field">The field.</param>
    /// <remarks>Removal is not a repair if the field has a default, because a rule then applies to the default.</remarks>
    public static bool CanRemove(FieldInfo field) => field is { IsRequired: false, Default: null };

    /// <summary>Returns an http link as an https link that a provider can fetch.</summary>
    /// <param name="link">The link.</param>
    /// <returns>The https link; <see langword="null"/> if the link is not an http link, or its host is not public.</returns>
    public static string? FindSecureLink(string link)
    {
        const string Http = "http://";
        var secure = link.StartsWith(Http, StringComparison.OrdinalIgnoreCase) ? "https://" + link.Substring(Http.Length) : null;
        return secure is not null && PublicLink.FindProblem(secure, acceptsHttp: false) is null ? secure : null;
    }

    // Half the distance, because the full distance may exceed the range of decimal.
    private static decimal Distance(decimal left, decimal right) => Math.Abs((left / 2) - (right / 2));
}

/// <summary>Represents a change of a field that repairs a request.</summary>
/// <param name="Field">The name of the field.</param>
/// <param name="Value">The new value; <see langword="null"/> removes the field.</param>
public sealed record FieldChange(string Field, Scalar? Value);
