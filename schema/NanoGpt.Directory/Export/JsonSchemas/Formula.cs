using NJsonSchema;

namespace NanoGpt.Directories.Export.JsonSchemas;

/// <summary>A statement about a request, put together before it becomes a schema, so that what is always true or false goes first.</summary>
/// <remarks>
/// It becomes <c>allOf</c>, <c>anyOf</c> and <c>not</c>, which every draft has; <c>if</c>/<c>then</c> came with draft 7 and many
/// validators pass over it in silence. "If A then B" is "not A, or B".
/// </remarks>
internal abstract record Formula
{
    public static Formula True { get; } = new Conjunction([]);

    public static Formula False { get; } = new Disjunction([]);

    public static Formula Of(bool truth) => truth ? True : False;

    /// <summary>Holds for requests that fit a schema.</summary>
    public static Formula Fits(JsonSchema schema) => new Atom(schema);

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

    public static Formula No(Formula part) =>
        ReferenceEquals(part, True) ? False : ReferenceEquals(part, False) ? True : part is Negation not ? not.Part : new Negation(part);

    /// <summary>Holds where the first does not, or the second does.</summary>
    public static Formula Implies(Formula when, Formula then) => AnyOf([No(when), then]);

    /// <summary>The schema that requests fit for which this holds.</summary>
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

            // Nothing fits the opposite of everything.
            schema.Not = Parts.Count == 0 ? new JsonSchema() : null;
            return schema;
        }
    }
}
