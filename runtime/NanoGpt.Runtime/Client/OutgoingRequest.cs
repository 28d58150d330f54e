namespace NanoGpt;

/// <summary>Looks at a request before a byte of it leaves.</summary>
internal static class OutgoingRequest
{
    /// <summary>The exception for a request that is another provider's.</summary>
    public static ArgumentException Foreign(VideoRequest request, string provider) => new(
        $"The model {request.Model.Id} is of {Providers.Title(request.Model.Provider)}, not of {Providers.Title(provider)}: send it with a {Providers.ClientOf(request.Model.Provider)}.",
        nameof(request));

    /// <summary>Validates, if that is wanted.</summary>
    /// <exception cref="RequestInvalidException">The request is invalid.</exception>
    public static void ThrowIfInvalid(VideoRequest request, VideoClientOptions options)
    {
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
