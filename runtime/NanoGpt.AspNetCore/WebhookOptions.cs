namespace NanoGpt.AspNetCore;

/// <summary>Represents the options of the webhook endpoint. The usual configuration section is <c>NanoGpt:Webhook</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>
    /// Gets the signing secrets of the account, <c>whsec_</c> and base64. A webhook is accepted if one of them signed it: while a
    /// secret is rotated, there are two.
    /// </summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>Gets or sets the greatest difference between the time of a webhook and now. The default is 5 minutes.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);
}
