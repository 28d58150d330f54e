using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Reads an expression without its surroundings. What the control-flow graph may tell is <see cref="Fact.Open"/>.</summary>
internal sealed class ExpressionReader(KnownTypes types, int depth = 0) : ValueReader(types, depth)
{
    /// <summary>The request that a <c>new</c> or <c>with</c> makes; null if it makes none.</summary>
    public RequestObject? ReadRequest(IOperation operation) => (Read(operation) as Fact.Request)?.Object;

    protected override Fact ReadOther(IOperation operation) => operation switch
    {
        IWithOperation with => ReadWith(with),
        ILocalReferenceOperation => Fact.Open,
        // A text that is handed in is hardly ever compared with anything.
        IParameterReferenceOperation { Type.SpecialType: SpecialType.System_String } => Fact.Unknown,
        IParameterReferenceOperation => Fact.Open,
        IConditionalOperation or ICoalesceOperation or ISwitchExpressionOperation => Fact.Open,
        IUnaryOperation or IBinaryOperation or IIsPatternOperation when operation.Type?.SpecialType == SpecialType.System_Boolean => Fact.Open,
        IInvocationOperation or IPropertyReferenceOperation => NotNullIfValue(operation.Type),
        _ => Fact.Unknown,
    };

    protected override Fact ReadUnknownField(IFieldReferenceOperation operation) =>
        operation.Field.IsReadOnly && operation.Type?.SpecialType != SpecialType.System_String ? Fact.Open : Fact.Unknown;

    private static Fact NotNullIfValue(ITypeSymbol? type) =>
        type is { IsValueType: true } and not { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } ? Fact.NotNull : Fact.Unknown;

    private Fact ReadWith(IWithOperation with)
    {
        if (Types.ModelOf(with.Type) is not { } model)
        {
            return Fact.NotNull;
        }

        var origin = Read(with.Operand);
        var request = origin is Fact.Request { Object: var known }
            ? known with { Creation = with.Syntax }
            : new RequestObject(model, with.Syntax, ImmutableDictionary<string, Assignment>.Empty, IsComplete: false)
            {
                // What is handed in stays unknown; a graph would only cost time.
                IsBaseOpen = origin is Fact.Nothing { IsOpen: true } && with.Operand is not IParameterReferenceOperation,
            };
        return new Fact.Request(ReadInitializer(request, with.Initializer));
    }
}
