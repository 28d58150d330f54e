using NanoGpt.Evaluation;

namespace NanoGpt.Cli.Requests;

/// <summary>Represents one <c>field=value</c> argument.</summary>
internal sealed record FieldAssignment(string Field, AssignmentKind Kind, string Value)
{
    public const string Syntax = "field=value, field@file or field:=json";

    public const string MediaSyntax = "image@cat.png, image=https://… or image=attachment:ID";

    /// <summary>Parses an argument; its first operator decides.</summary>
    /// <exception cref="RequestSyntaxException">The argument has no operator.</exception>
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

        throw new RequestSyntaxException($"'{word}' does not set a field: write {Syntax}.");
    }
}

/// <summary>Specifies the kind of the value of an assignment.</summary>
internal enum AssignmentKind
{
    /// <summary>A value of the field's type.</summary>
    Value,

    /// <summary>A file: the bytes of a medium or the characters of a text.</summary>
    File,

    /// <summary>A JSON value.</summary>
    Json,
}

/// <summary>The exception that is thrown when the arguments do not form a request. Nothing was sent.</summary>
internal sealed class RequestSyntaxException(string message) : CommandException(Cli.ExitCode.Invalid, message);

/// <summary>Finds a field by its name or by any of its JSON keys.</summary>
internal static class FieldNames
{
    public static FieldInfo Find(ModelDefinition model, string name)
    {
        var field = model.FindField(name)
            ?? model.Fields.FirstOrDefault(input => input.KeysAndAliases.Contains(name, StringComparer.Ordinal));
        return field switch
        {
            null => throw new RequestSyntaxException(Unknown(model, name)),
            { Fixed: { } value } =>
                throw new RequestSyntaxException($"{model.Id} does not accept {name}: it is always {value.Text}."),
            _ => field,
        };
    }

    public static IEnumerable<FieldInfo> Settable(ModelDefinition model) => model.Fields.Where(field => field.Fixed is null);

    private static string Unknown(ModelDefinition model, string name)
    {
        var names = Settable(model).Select(field => field.Name).ToList();
        var hint = NearestWord.Hint(NearestWord.Find(name, names), $"it accepts {string.Join(", ", names)}.");
        return $"{model.Id} has no field '{name}'; {hint}";
    }
}
