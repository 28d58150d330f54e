using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Where a call stands.</summary>
internal static class Calls
{
    /// <summary>The call with what awaits it and configures awaiting it.</summary>
    public static IOperation WithAwait(IOperation call)
    {
        var value = call;
        while (true)
        {
            switch (value.Parent)
            {
                case IAwaitOperation or IConversionOperation or IParenthesizedOperation:
                    value = value.Parent;
                    break;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured when configured.Instance == value:
                    value = configured;
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>The lambda, local function or body that contains an operation.</summary>
    public static IOperation Function(IOperation operation)
    {
        var current = operation;
        while (current.Parent is not null && current is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            current = current.Parent;
        }

        return current;
    }
}
