using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using NanoGpt.Analyzers.Metadata;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Reads the values of expressions that are made of constants. Derived classes read the other expressions.</summary>
internal abstract class ValueReader(ReadContext context, int depth = 0)
{
    // Longer lists exceed all limits.
    private const int MaxSpread = 10_000;

    public ReadContext Context { get; } = context;

    /// <summary>Gets the number of nested field initializers, which limits circular initializers.</summary>
    public int Depth { get; } = depth;

    protected KnownTypes Types => Context.Types;

    public Fact Read(IOperation? operation)
    {
        if (operation is null || !Context.TryStep())
        {
            return Fact.Unknown;
        }

        if (operation.ConstantValue is { HasValue: true, Value: var value })
        {
            return new Fact.Constant(value);
        }

        switch (operation)
        {
            case IParenthesizedOperation parenthesized:
                return Read(parenthesized.Operand);
            case IConversionOperation conversion:
                return ReadConversion(conversion, Read(conversion.Operand));
            case IDefaultValueOperation @default:
                return Default(@default.Type);
            case IObjectCreationOperation creation:
                return ReadCreation(creation);
            case IInvocationOperation invocation:
                return ReadInvocation(invocation);
            case IArrayCreationOperation array:
                return ReadArray(array);
            case IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Empty", ContainingType: var type } }
                when IsCopyOfItems(type):
                return new Fact.Items(0, ImmutableArray<Fact>.Empty);
            case IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } }:
                return new Fact.Constant("");
            case IFieldReferenceOperation field:
                return FieldInitializers.Read(field, this) ?? ReadField(field);
            case IInterpolatedStringOperation text:
                return ReadInterpolation(text);
            case IDelegateCreationOperation { Target: IAnonymousFunctionOperation or IFlowAnonymousFunctionOperation }
                or IAnonymousFunctionOperation or IFlowAnonymousFunctionOperation or ITypeOfOperation
                or IInstanceReferenceOperation:
                return Fact.NotNull;
            default:
                return operation.Syntax is CollectionExpressionSyntax syntax ? ReadCollection(operation, syntax)
                    : ReadOther(operation);
        }
    }

    protected abstract Fact ReadOther(IOperation operation);

    /// <summary>Reads a field whose initializer does not determine its value.</summary>
    protected abstract Fact ReadField(IFieldReferenceOperation reference);

    /// <summary>Returns the result of an operation that may not complete, or whose result is unknown.</summary>
    protected abstract Fact Opaque(IOperation operation, params Fact[] operands);

    protected Fact[] ReadAll(IEnumerable<IOperation> operations) => [.. operations.Select(Read)];

    protected Fact ReadAny(IOperation operation) => Opaque(operation, ReadAll(operation.ChildOperations));

    protected virtual Fact ReadCreation(IObjectCreationOperation creation)
    {
        var arguments = ReadAll(creation.Arguments.Select(static argument => argument.Value));
        if (creation is { Type: { } type } && type.IsNullableValueType() && arguments.Length == 1)
        {
            return arguments[0];
        }

        if (Types.GetModel(creation.Type) is { } model)
        {
            var request = new RequestObject(
                model, creation.Syntax, SmallMap<string, Assignment>.Empty, IsComplete: arguments.Length == 0);
            return new Fact.Request(ReadInitializer(request, creation.Initializer));
        }

        if (creation.Constructor is { } constructor && creation.Initializer is null
            && (CreateText(constructor, arguments) ?? CreateLink(constructor, arguments)) is { } text)
        {
            return text;
        }

        var result = Opaque(creation, [.. arguments, Read(creation.Initializer)]);
        return result.Equals(Fact.Unknown) ? Fact.NotNull : result;
    }

    protected RequestObject ReadInitializer(RequestObject request, IObjectOrCollectionInitializerOperation? initializer)
    {
        foreach (var member in initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment)
            {
                request = request.With(property.Property.Name, new Assignment(Read(assignment.Value), assignment.Syntax));
            }
            else if (member is IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation nested })
            {
                // Sets members of the existing value, which is not null.
                Read(member);
                request = request.With(nested.Property.Name, new Assignment(Fact.NotNull, member.Syntax));
            }
        }

        return request;
    }

    /// <summary>Returns what is known about any value of a type.</summary>
    protected static Fact FromType(ITypeSymbol? type) =>
        type is { IsValueType: true } && !type.IsNullableValueType() ? Fact.NotNull : Fact.Unknown;

    private Fact Default(ITypeSymbol? type) => type switch
    {
        null => Fact.Unknown,
        _ when type.IsReferenceType || type.IsNullableValueType() => Fact.Null,
        { IsValueType: true } => IsCopyOfItems(type) ? new Fact.Items(0, ImmutableArray<Fact>.Empty) : Fact.NotNull,
        _ => Fact.Unknown,
    };

    private Fact ReadConversion(IConversionOperation conversion, Fact fact)
    {
        if (conversion.IsRejected())
        {
            return Fact.Unknown;
        }

        if (conversion.OperatorMethod is { } method)
        {
            // Conversions of arrays to lists and memory keep the items.
            return fact is Fact.Items && IsCopyOfItems(method.ContainingType) ? fact : Opaque(conversion, fact);
        }

        var (target, source) = (conversion.Type?.WithoutNullable(), conversion.Operand.Type?.WithoutNullable());
        if (target is null || source is null || SymbolEqualityComparer.Default.Equals(target, source))
        {
            // From a nullable type: throws if the value is null.
            return conversion.Operand.Type is { } nullable && nullable.IsNullableValueType()
                && conversion.Type?.IsNullableValueType() == false && !IsNotNull(fact)
                ? Opaque(conversion, fact)
                : fact;
        }

        switch (fact)
        {
            case Fact.Constant { Value: null }:
                return conversion.Type!.IsReferenceType || conversion.Type.IsNullableValueType() ? fact
                    : Opaque(conversion, fact);
            case Fact.Constant { Value: { } value } when target.IsValueType || value is string:
                return Numbers.ConvertTo(value, target) is { } converted ? new Fact.Constant(converted)
                    : target.IsReferenceType && conversion.Conversion.IsImplicit ? Fact.NotNull
                    : Opaque(conversion, fact);
            case Fact.SameAs { Term.Values: var values } when Numbers.IntegerRange(target) is var (low, high):
                // Conversions that keep every number.
                return !values.Ranges.IsEmpty && values.Ranges.All(range => range.Low >= low && range.High <= high)
                    ? fact : Opaque(conversion, fact);
            case Fact.SameAs { Term.Values: { Ranges: { IsEmpty: false } ranges } }
                when target.SpecialType is SpecialType.System_Double or SpecialType.System_Decimal:
                return ranges[0] is { Low: >= int.MinValue, High: <= uint.MaxValue } ? fact : Opaque(conversion, fact);
            case Fact.UnknownValue or Fact.NonNull or Fact.Constant or Fact.Test or Fact.SameAs
                when conversion.Conversion.IsImplicit:
                return IsNotNull(fact) || source.IsValueType ? Fact.NotNull : Fact.Unknown;
            default:
                return conversion.Conversion.IsImplicit ? fact : Opaque(conversion, fact);
        }
    }

    protected virtual bool IsNotNull(Fact fact) => fact.IsNotNull;

    private Fact ReadInvocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var arguments = invocation.Arguments;
        if (method is { IsStatic: true, Name: "Empty", ContainingType.SpecialType: SpecialType.System_Array })
        {
            return new Fact.Items(0, ImmutableArray<Fact>.Empty);
        }

        if (method.IsStatic && Types.IsMedia(method.ContainingType))
        {
            var facts = ReadAll(arguments.Select(static argument => argument.Value));
            var medium = MediaFactories.Create(invocation, facts, out var mayThrow);
            var result = medium is null || mayThrow ? Opaque(invocation, facts) : Fact.NotNull;
            return medium ?? result;
        }

        if (method is { IsStatic: true, ContainingType: { Name: "ValueList", Arity: 0, ContainingNamespace.Name: "NanoGpt" } }
            && arguments.Length == 1)
        {
            var items = Read(arguments[0].Value);
            return items is Fact.Items ? items : Opaque(invocation, items);
        }

        return ReadOther(invocation);
    }

    private Fact ReadArray(IArrayCreationOperation array)
    {
        if (array.DimensionSizes.Length != 1)
        {
            return ReadAny(array);
        }

        if (array.Initializer is { } initializer)
        {
            var items = initializer.ElementValues.Select(ReadItem).ToImmutableArray();
            return new Fact.Items(items.Length, items);
        }

        var size = Read(array.DimensionSizes[0]);
        return size is Fact.Constant { Value: int and >= 0 and var count }
            ? new Fact.Items(count, default, IsCleared: true)
            : Opaque(array, size);
    }

    // No property accepts nested lists, and the size of nested arrays may be exponential.
    private Fact ReadItem(IOperation item) => Read(item) is var fact and not Fact.Items ? fact : Fact.NotNull;

    // The oldest supported compiler has no interface for collection expressions. The child operations are the items; newer
    // compilers add arguments of the method that creates the collection.
    private Fact ReadCollection(IOperation operation, CollectionExpressionSyntax syntax)
    {
        var elements = operation.ChildOperations.Where(static child => child is not IArgumentOperation).ToList();
        var items = ImmutableArray.CreateBuilder<Fact>(elements.Count);
        var isKnown = elements.Count == syntax.Elements.Count && operation.Type is { } type && KeepsItems(type);
        for (var i = 0; i < elements.Count; i++)
        {
            if (i >= syntax.Elements.Count || syntax.Elements[i] is ExpressionElementSyntax)
            {
                items.Add(ReadItem(elements[i]));
            }
            else if (Read(elements[i].ChildOperations.FirstOrDefault() ?? elements[i])
                is Fact.Items { Count: <= MaxSpread } spread)
            {
                items.AddRange(spread.Facts.IsDefault ? Enumerable.Repeat(Fact.Unknown, spread.Count) : spread.Facts);
            }
            else
            {
                Opaque(elements[i]);
                isKnown = false;
            }
        }

        // Field groups beside a spread are checked on their own.
        return !isKnown ? Fact.NotNull
            : syntax.Elements.All(static element => element is ExpressionElementSyntax)
                ? new Fact.Items(items.Count, items.ToImmutable())
            : new Fact.Items(items.Count, default);
    }

    private bool KeepsItems(ITypeSymbol type) => type is IArrayTypeSymbol || IsCopyOfItems(type)
        || type.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T
            or SpecialType.System_Collections_Generic_IReadOnlyList_T
            or SpecialType.System_Collections_Generic_IReadOnlyCollection_T;

    // Types whose instances have the items of the array that they are made of.
    private bool IsCopyOfItems(ITypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, Types.ValueList)
        || (type is { Name: "ReadOnlyMemory" or "Memory" or "ReadOnlySpan" or "Span" or "ImmutableArray",
                ContainingNamespace: { Name: "System" } or { Name: "Immutable", ContainingNamespace.Name: "Collections" } }
            && type is INamedTypeSymbol { Arity: 1 });

    private static Fact? CreateText(IMethodSymbol constructor, Fact[] arguments)
    {
        if (constructor.ContainingType.SpecialType != SpecialType.System_String
            || arguments.Length != 2 || arguments[0] is not Fact.Constant { Value: char letter }
            || arguments[1] is not Fact.Constant { Value: int and >= 0 and var count })
        {
            return null;
        }

        return count <= Texts.MaxLength ? new Fact.Constant(new string(letter, count)) : new Fact.Text("", count, Texts.Gap);
    }

    // A link may be specified as a Uri. An absolute link replaces the link that it is combined with.
    private static Fact? CreateLink(IMethodSymbol constructor, Fact[] arguments)
    {
        if (constructor.ContainingType is not { Name: "Uri", ContainingNamespace.Name: "System" } || arguments.Length == 0)
        {
            return null;
        }

        var link = constructor.Parameters[0].Type.SpecialType == SpecialType.System_String ? arguments[0]
            : arguments[arguments.Length - 1];
        return link is Fact.Constant { Value: string text } && text.Contains("://")
            && Uri.TryCreate(text, UriKind.Absolute, out _)
            ? link
            : null;
    }

    private Fact ReadInterpolation(IInterpolatedStringOperation text)
    {
        Fact result = new Fact.Constant("");
        foreach (var part in text.Parts)
        {
            var piece = part switch
            {
                IInterpolatedStringTextOperation literal => Read(literal.Text),
                IInterpolationOperation { Alignment: null, FormatString: null } hole => Read(hole.Expression),
                _ => ReadAny(part),
            };
            if (part is IInterpolationOperation { Expression.Type: { IsValueType: false,
                SpecialType: not SpecialType.System_String } })
            {
                Opaque(part, piece);    // calls ToString
            }

            result = Texts.Concat(result, piece);
        }

        return result;
    }
}
