using Microsoft.Extensions.Options;

namespace NanoGpt.Hosting;

/// <summary>Says at the start of the host what would fail at the first request. Never shows the key.</summary>
internal sealed class VeniceOptionsValidator : IValidateOptions<VeniceOptions>
{
    public ValidateOptionsResult Validate(string? name, VeniceOptions options)
    {
        if (options.Wallet is null && string.IsNullOrWhiteSpace(options.EffectiveKey))
        {
            return ValidateOptionsResult.Fail(
                $"There is no API key: set {VeniceOptions.KeySetting} in the configuration or the environment variable {VeniceOptions.KeyVariable}, or give a wallet.");
        }

        try
        {
            options.NewClient(hasJournal: false).Dispose();   // the client's own checks
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException exception)
        {
            return ValidateOptionsResult.Fail($"The settings of the Venice client cannot be used: {exception.Message}");
        }
    }
}
