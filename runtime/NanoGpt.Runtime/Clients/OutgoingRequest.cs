namespace NanoGpt.Clients;

/// <summary>Checks requests before they are sent.</summary>
internal static class OutgoingRequest
{
    public static void Check<TRequest>(VideoRequest request, string provider, VideoClientOptions options)
        where TRequest : VideoRequest
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is not TRequest)
        {
            var owner = request.Model.Provider;
            throw new ArgumentException(
                $"The model {request.Model.Id} belongs to {Providers.GetDisplayName(owner)}, not to "
                + $"{Providers.GetDisplayName(provider)}: send it with a {Providers.GetClientName(owner)}.",
                nameof(request));
        }

        if (!options.Validate)
        {
            return;
        }

        var findings = RequestValidator.Validate(request);
        if (options.RejectMismatchedMedia)
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
