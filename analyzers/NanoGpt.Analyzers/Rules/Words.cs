using System.Globalization;
using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Rules;

/// <summary>The words of messages. They are those of the request's own validation, so that nobody learns two languages.</summary>
internal static class Words
{
    public static string OutOfRange(FieldModel field, string name, object value) =>
        $"{name} = {Of(field, value)} is out of range: allowed are {Bounds(field.Range!)}{(IsSeconds(field) ? " seconds" : "")}.";

    public static string OffStep(FieldModel field, string name, object value, double start) =>
        $"{name} = {Of(field, value)} is between two steps: allowed are steps of {Of(field.Step!.Value)} from {Of(start)}.";

    public static string NotFinite(string name, object value) => $"{name} = {Of(value)} is not a finite number.";

    public static string TextLength(FieldModel field, string name, int length) =>
        FormattableString.Invariant($"{name} has {length} characters: allowed are {Bounds(field.MinLength, field.MaxLength)}.");

    public static string ItemCount(FieldModel field, string name, int count) =>
        FormattableString.Invariant($"{name} has {count} items: allowed are {Bounds(field.MinItems, field.MaxItems)}.");

    public static string NotAllowed(FieldModel field, string name, object value) =>
        $"{name} = {Of(field, value)} is not allowed: use one of {string.Join(", ", Allowed(field))}.";

    public static string Disputed(FieldModel field, string name, object value) =>
        $"{name} = {Of(field, value)} is disputed: only some sources allow it.";

    public static string Required(string name) => $"{name} is required.";

    public static string Requires(RuleModel rule) =>
        rule.When.IsEmpty
            ? $"{Join(rule.Require)} is needed: {rule.Because}"
            : $"{Join(rule.When)} needs {Join(rule.Require)}: {rule.Because}";

    public static string Forbids(RuleModel rule, Clause forbidden) =>
        rule.When.IsEmpty
            ? $"{forbidden} is not allowed: {rule.Because}"
            : $"{Join(rule.When)} does not go with {forbidden}: {rule.Because}";

    public static string NeedsOneOf(RuleModel rule) => $"One of {string.Join(", ", rule.RequireAny)} is needed: {rule.Because}";

    public static string ExcludeEachOther(RuleModel rule) => $"Only one of {string.Join(", ", rule.AtMostOne)} may be set: {rule.Because}";

    public static string NotAttached(string name, NumberedReference wrong, FieldModel target, string targetName, int count) =>
        $"{name} names {wrong.Text}, but {targetName} {wrong.Complaint(target.IsList, count)}";

    public static string FormNotAccepted(FieldModel field, string name, MediaForms form) =>
        $"{name} takes {Messages.Forms(field.Accepts!.Value)}, not {Messages.Forms(form)}.";

    /// <summary>A value in C# names.</summary>
    public static string Of(FieldModel field, object value) =>
        field.Kind == FieldKind.Choice && !IsSeconds(field) && field.MemberOf(value) is { } member ? member.Name : Of(value);

    public static string Of(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static IEnumerable<string> Allowed(FieldModel field)
    {
        if (field.Enum is not { } @enum)
        {
            return field.AllowedValues.Select(Of);
        }

        var members = @enum.GetMembers().OfType<IFieldSymbol>().Where(static member => member.HasConstantValue);
        return IsSeconds(field) ? members.Select(static member => Of(member.ConstantValue!)) : members.Select(static member => member.Name);
    }

    private static string Join(IEnumerable<Clause> clauses) => string.Join(" and ", clauses);

    private static string Bounds(NumberRange range)
    {
        var low = range.HasMin ? Of(range.Min) : null;
        var high = range.HasMax ? Of(range.Max) : null;
        if (!range.IsMinExclusive && !range.IsMaxExclusive)
        {
            return high is null ? $"{low} or more" : low is null ? $"up to {high}" : $"{low} to {high}";
        }

        low = low is null ? null : (range.IsMinExclusive ? "more than " : "at least ") + low;
        high = high is null ? null : (range.IsMaxExclusive ? "less than " : "at most ") + high;
        return low is null ? high! : high is null ? low : $"{low} and {high}";
    }

    private static string Bounds(int? min, int? max) =>
        max is null ? FormattableString.Invariant($"{min} or more")
        : min is null ? FormattableString.Invariant($"up to {max}")
        : FormattableString.Invariant($"{min} to {max}");

    // No attribute gives the unit, but every field of the type "seconds" is called a duration.
    private static bool IsSeconds(FieldModel field) =>
        field.Name.EndsWith("Duration", StringComparison.Ordinal);
}
