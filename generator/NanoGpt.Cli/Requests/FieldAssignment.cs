namespace NanoGpt.Cli.Requests;

/// <summary>One <c>field=value</c> of the command line.</summary>
/// <param name="Field">The field's name, as written.</param>
/// <param name="Kind">What stands right of it.</param>
/// <param name="Value">The text, the path or the JSON.</param>
internal sealed record FieldAssignment(string Field, AssignmentKind Kind, string Value)
{
    /// <summary>How the three forms are written, for help and errors.</summary>
    public const string Syntax = "field=value, field@file or field:=json";

    /// <summary>How the forms of a medium are written, for help.</summary>
    public const string MediaSyntax = "image@cat.png, image=https://… or image=attachment:ID";

    /// <summary>Reads one: the first operator in it decides.</summary>
    /// <exception cref="RequestSyntaxException">It is none.</exception>
    public static FieldAssignment Parse(string word)
    {
        var at = word.AsSpan().IndexOfAny('=', '@', ':');
        if (at > 0)
        {
            var (field, rest) = (word[..at], word[(at + 1)..]);
            switch (word[at])
            {
                case '=':
                    return new FieldAssignment(field, AssignmentKind.Value, rest);
                case '@':
                    return new FieldAssignment(field, AssignmentKind.File, rest);
                case ':' when rest.StartsWith('='):
                    return new FieldAssignment(field, AssignmentKind.Json, rest[1..]);
            }
        }

        throw new RequestSyntaxException($"'{word}' sets no field: write {Syntax}.");
    }
}

/// <summary>What an assignment gives to its field.</summary>
internal enum AssignmentKind
{
    /// <summary>A plain value, by the field's own type.</summary>
    Value,

    /// <summary>A file: a medium's bytes, or a text's characters.</summary>
    File,

    /// <summary>A JSON value, sent as it is.</summary>
    Json,
}
