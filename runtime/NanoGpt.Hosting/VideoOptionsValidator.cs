using Microsoft.Extensions.Options;

namespace NanoGpt.Hosting;

/// <summary>Says at the start of the host what would fail at the first request. Never shows the key.</summary>
internal sealed class VideoOptionsValidator<TOptions> : IValidateOptions<TOptions>
    where TOptions : VideoOptions
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (!options.HasCredentials)
        {
            return ValidateOptionsResult.Fail(
                $"There is no API key: set {options.KeySetting(name ?? "")} in the configuration or the environment variable {options.KeyVariable}{options.InsteadOfKey}.");
        }

        try
        {
            options.TryOut(name ?? "");
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException exception)
        {
            return ValidateOptionsResult.Fail($"The settings of the {options.Title} client cannot be used: {exception.Message}");
        }
    }
}
