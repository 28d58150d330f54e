namespace NanoGpt.Analyzers.Evaluation;

/// <summary>
/// Reads expressions without the control-flow graph: those that are made of constants and, in a body without branches, of
/// variables that keep their initial value.
/// </summary>
/// <param name="context">The limits of the analysis.</param>
/// <param name="body">The body; <see langword="null"/> if only constants are read.</param>
/// <param name="depth">The number of nested field initializers.</param>
internal sealed class DirectReader(ReadContext context, Body? body = null, int depth = 0) : ValueReader(context, depth)
{
    // Chains of copies are read once along the graph, but here again for each of them.
    private const int MaxLocals = 16;

    private bool isClosed;
    private int locals;

    private VariableUses? Straight => body?.Uses is { IsStraight: true } uses ? uses : null;

    /// <summary>Returns the value of an expression, or null if it depends on conditions or on variables that change.</summary>
    public Fact? ReadClosed(IOperation? operation)
    {
        (isClosed, locals) = (true, 0);
        var fact = Read(operation);
        return isClosed && !Context.IsSpent ? fact : null;
    }

    protected override Fact ReadOther(IOperation operation)
    {
        switch (operation)
        {
            case IWithOperation with when Types.GetModel(with.Type) is not null && Read(with.Operand) is Fact.Request request:
                return new Fact.Request(ReadInitializer(request.Object with { Creation = with.Syntax }, with.Initializer));
            case ILocalReferenceOperation { Local: var local }
                when locals++ < MaxLocals && Straight is { } uses && uses.InitializerOf(local) is { } initializer:
                return Read(initializer) is var fact && fact is Fact.Items items && uses.IsExposed(local)
                    ? new Fact.Items(items.Count, default)
                    : fact;
            // The default of a parameter is a value that some caller passes.
            case IParameterReferenceOperation { Parameter: { HasExplicitDefaultValue: false } parameter }
                when Straight is { } uses && uses.IsWrittenOnce(parameter):
                return FromType(parameter.Type);
            default:
                return Opaque(operation);
        }
    }

    protected override Fact ReadField(IFieldReferenceOperation reference) => Opaque(reference);

    // Nothing is known about the result of a call.
    protected override Fact Opaque(IOperation operation, params Fact[] operands)
    {
        isClosed &= operation is IInvocationOperation or IAwaitOperation && Straight is not null;
        return FromType(operation.Type);
    }
}
