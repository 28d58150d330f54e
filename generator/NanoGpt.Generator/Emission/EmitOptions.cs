using System.Globalization;

namespace NanoGpt.Generator.Emission;

/// <summary>Represents what a project decides about the shape of generated code.</summary>
/// <param name="Namespace">The namespace of all generated types.</param>
/// <param name="IsPublic">Whether they are public; else internal.</param>
internal sealed record EmitOptions(string Namespace = EmitOptions.DefaultNamespace, bool IsPublic = true)
{
    /// <summary>The namespace unless the project names another.</summary>
    public const string DefaultNamespace = "NanoGpt.Models";

    /// <summary><c>public</c> or <c>internal</c>.</summary>
    public string Accessibility => IsPublic ? "public" : "internal";
}

/// <summary>Tells which texts can name a namespace.</summary>
internal static class NamespaceName
{
    // The language's reserved words: it has had these since its second version, and new ones are contextual.
    private static readonly HashSet<string> Reserved = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do "
        + "double else enum event explicit extern false finally fixed float for foreach goto if implicit in int "
        + "interface internal is lock long namespace new null object operator out override params private protected "
        + "public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true "
        + "try typeof uint ulong unchecked unsafe ushort using virtual void volatile while __arglist __makeref "
        + "__reftype __refvalue").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Returns the first part that is not a C# name; <see langword="null"/> if all are.</summary>
    public static string? WrongPart(string name) => name.Split('.').FirstOrDefault(static part => !IsName(part));

    private static bool IsName(string part) =>
        part.Length > 0 && IsLetter(part[0]) && part.All(static c => IsLetter(c) || IsPart(c)) && !Reserved.Contains(part);

    private static bool IsLetter(char c) => c == '_' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter
        or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;

    // Format characters are part of names too, but cannot be seen: two names could look the same.
    private static bool IsPart(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
