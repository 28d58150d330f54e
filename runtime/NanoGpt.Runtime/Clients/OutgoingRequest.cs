namespace NanoGpt.Clients;

/// <summary>Checks requests before they are sent.</summary>
internal static class OutgoingRequest
{
    /// <summary>Refuses requests of other providers and, unless validation is turned off, invalid ones.</summary>
    public static void Check<TRequest>(VideoRequest request, string provider, VideoClientOptions options)
        where TRequest : VideoRequest
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is not TRequest)
        {
            var (title, client) = (Providers.Title(request.Model.Provider), Providers.ClientOf(request.Model.Provider));
            throw new ArgumentException(
                $"The model {request.Model.Id} is of {title}, not of {Providers.Title(provider)}: send it with a {client}.",
                nameof(request));
        }

        if (!options.Validate)
        {
            return;
        }

        var findings = RequestValidator.Validate(request, options.MaxUploadBytes);
        if (options.RefuseMismatchedMedia)
        {
            findings = [.. findings.Select(static finding =>
                finding.Code == FindingCodes.ContentMismatch ? finding with { Severity = FindingSeverity.Error } : finding)];
        }

        if (findings.Any(static finding => finding.Severity == FindingSeverity.Error))
        {
            throw new RequestInvalidException(request.Model.Id, findings);
        }
    }
}
