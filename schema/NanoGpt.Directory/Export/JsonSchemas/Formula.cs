using NJsonSchema;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>Represents a formula over requests, which is simplified before it becomes a JSON Schema.</summary>
/// <remarks>
/// Uses only <c>allOf</c>, <c>anyOf</c> and <c>not</c>, which every draft defines. Many validators silently ignore
/// <c>if</c>/<c>then</c> of draft 7.
/// </remarks>
internal abstract record Formula
{
    public static Formula True { get; } = new Conjunction([]);

    public static Formula False { get; } = new Disjunction([]);

    public static Formula FromBoolean(bool value) => value ? True : False;

    public static Formula Matches(JsonSchema schema) => new Atom(schema);

    public static Formula AllOf(IEnumerable<Formula> parts)
    {
        var rest = parts.SelectMany(part => part is Conjunction all ? all.Parts : [part]).ToList();
        return rest.Contains(False) ? False : rest.Count == 0 ? True : rest.Count == 1 ? rest[0] : new Conjunction(rest);
    }

    public static Formula AnyOf(IEnumerable<Formula> parts)
    {
        var rest = parts.SelectMany(part => part is Disjunction any ? any.Parts : [part]).ToList();
        return rest.Contains(True) ? True : rest.Count == 0 ? False : rest.Count == 1 ? rest[0] : new Disjunction(rest);
    }

    public static Formula Not(Formula part) =>
        ReferenceEquals(part, True)
            ? False
            : ReferenceEquals(part, False) ? True : part is Negation not ? not.Part : new Negation(part);

    public static Formula Implies(Formula when, Formula then) => AnyOf([Not(when), then]);

    public abstract JsonSchema ToSchema();

    private sealed record Atom(JsonSchema Schema) : Formula
    {
        public override JsonSchema ToSchema() => Schema;
    }

    private sealed record Negation(Formula Part) : Formula
    {
        public override JsonSchema ToSchema() => new() { Not = Part.ToSchema() };
    }

    private sealed record Conjunction(IReadOnlyList<Formula> Parts) : Formula
    {
        public override JsonSchema ToSchema()
        {
            var schema = new JsonSchema();
            foreach (var part in Parts)
            {
                schema.AllOf.Add(part.ToSchema());
            }

            return schema;
        }
    }

    private sealed record Disjunction(IReadOnlyList<Formula> Parts) : Formula
    {
        public override JsonSchema ToSchema()
        {
            var schema = new JsonSchema();
            foreach (var part in Parts)
            {
                schema.AnyOf.Add(part.ToSchema());
            }

            // Nothing matches the negation of the empty schema.
            schema.Not = Parts.Count == 0 ? new JsonSchema() : null;
            return schema;
        }
    }
}
