using Microsoft.Extensions.Options;

namespace NanoGpt.Hosting;

/// <summary>Validates options when the host starts. Messages never contain the key.</summary>
internal sealed class VideoOptionsValidator<TOptions> : IValidateOptions<TOptions>
    where TOptions : VideoOptions
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        List<string> problems =
        [
            .. options.BindingProblems,
            .. KeyProblem(name ?? "", options) is { } problem ? [problem] : Array.Empty<string>(),
            .. Problems(() => options.ThrowIfInvalid(name ?? ""))
                .Select(text => $"The settings of the {options.Title} client cannot be used: {text}"),
        ];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string? KeyProblem(string name, TOptions options)
    {
        if (!options.UsesKey)
        {
            return null;
        }

        return string.IsNullOrWhiteSpace(options.EffectiveKey)
            ? $"There is no API key: set {options.KeySetting(name)} in the configuration"
                + $" or the environment variable {options.KeyVariable}{options.InsteadOfKey}."
            : Problems(() => _ = new NanoGptApiKey(options.EffectiveKey)).FirstOrDefault();
    }

    private static IEnumerable<string> Problems(Action check)
    {
        try
        {
            check();
            return [];
        }
        catch (ArgumentException exception)
        {
            return exception.InnerException is AggregateException all
                ? all.InnerExceptions.Select(static inner => inner.Message)
                : [exception.Message];
        }
    }
}
