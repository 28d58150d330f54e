using System.Globalization;

namespace NanoGpt.Generator.Emission;

/// <summary>Represents the namespace and the accessibility of the generated types.</summary>
internal sealed record EmitOptions(string Namespace = EmitOptions.DefaultNamespace, bool IsPublic = true)
{
    public const string DefaultNamespace = "NanoGpt.Models";

    public string Accessibility => IsPublic ? "public" : "internal";
}

/// <summary>Validates the names of namespaces.</summary>
internal static class NamespaceName
{
    // The reserved keywords of C#. New keywords are contextual.
    private static readonly HashSet<string> Reserved = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do "
        + "double else enum event explicit extern false finally fixed float for foreach goto if implicit in int "
        + "interface internal is lock long namespace new null object operator out override params private protected "
        + "public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true "
        + "try typeof uint ulong unchecked unsafe ushort using virtual void volatile while __arglist __makeref "
        + "__reftype __refvalue").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Returns the first part that is not a C# identifier, or <see langword="null"/>.</summary>
    public static string? FindInvalidPart(string name) => name.Split('.').FirstOrDefault(static part => !IsName(part));

    private static bool IsName(string part) =>
        part.Length > 0 && IsLetter(part[0]) && part.All(static c => IsLetter(c) || IsPart(c)) && !Reserved.Contains(part);

    private static bool IsLetter(char c) => c == '_' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter
        or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;

    // C# also allows format characters, which are invisible: two different names could look the same.
    private static bool IsPart(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
