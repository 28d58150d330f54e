using Microsoft.Extensions.Options;

namespace NanoGpt.Hosting;

/// <summary>Says at the start of the host what would fail at the first request. Never shows the key.</summary>
internal sealed class NanoGptOptionsValidator : IValidateOptions<NanoGptOptions>
{
    public ValidateOptionsResult Validate(string? name, NanoGptOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.EffectiveKey))
        {
            return ValidateOptionsResult.Fail(
                $"There is no API key: set {NanoGptOptions.SettingName(name ?? "")} in the configuration or the environment variable {NanoGptOptions.KeyVariable}.");
        }

        try
        {
            // The client's own checks, without its journal.
            var settings = NanoGptServiceCollectionExtensions.ToClientOptions(options, name ?? "", null);
            settings.JournalPath = null;
            new NanoGptClient(options.EffectiveKey, settings).Dispose();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException exception)
        {
            return ValidateOptionsResult.Fail($"The settings of the NanoGpt client cannot be used: {exception.Message}");
        }
    }
}
