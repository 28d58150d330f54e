using Microsoft.Extensions.Options;

namespace NanoGpt.AspNetCore;

/// <summary>Validates the options when the host starts. Messages never contain a secret.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    private static readonly TimeSpan MaxTolerance = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        if (options.Secrets.Count == 0)
        {
            return ValidateOptionsResult.Fail(
                "There is no secret of webhooks: set NanoGpt:Webhook:Secrets:0 to the signing secret of the account.");
        }

        if (options.Secrets.Any(static secret => WebhookSignature.ReadSecret(secret) is null))
        {
            return ValidateOptionsResult.Fail("Each secret of webhooks must be 'whsec_' and the base64 of 24 to 64 bytes.");
        }

        return options.Tolerance > TimeSpan.Zero && options.Tolerance <= MaxTolerance
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("The tolerance of webhooks must be more than 0 and at most 1 day.");
    }
}
