using NanoGpt.Analyzers.Metadata;
using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Interprets calls of the factory methods of media inputs, such as <c>FromFile</c> and <c>FromUrl</c>.</summary>
internal static class MediaFactories
{
    // Long enough to tell a link from a data URL.
    private const int MinStart = 5;

    /// <summary>Returns the media input, or null if the call is not a call of a factory method.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="facts">The arguments.</param>
    /// <param name="mayThrow">A value that indicates whether the method may reject the arguments.</param>
    public static Fact.Media? Create(IInvocationOperation invocation, Fact[] facts, out bool mayThrow)
    {
        string? mediaType = null;
        var isTypeUnknown = false;
        long? length = null;
        mayThrow = false;
        Fact first = Fact.Unknown;
        for (var i = 0; i < facts.Length; i++)
        {
            switch (invocation.Arguments[i].Parameter)
            {
                case { Ordinal: 0 }:
                    first = facts[i];
                    mayThrow |= first is not (Fact.Constant { Value: string } or Fact.Items or Fact.NonNull)
                        || first is Fact.Constant { Value: string constant } && string.IsNullOrWhiteSpace(constant);
                    break;
                case { Name: "mediaType" }:
                    mediaType = (facts[i] as Fact.Constant)?.Value as string;
                    isTypeUnknown = facts[i] is not Fact.Constant;
                    mayThrow |= isTypeUnknown || (mediaType is not null && !MediaTypes.IsWellFormed(mediaType.AsSpan()));
                    break;
                case { Name: "length" }:
                    length = Numbers.ToInteger((facts[i] as Fact.Constant)?.Value) is >= 0 and <= long.MaxValue and var count
                        ? (long)count : null;
                    mayThrow |= length is null;
                    break;
            }
        }

        var text = (first as Fact.Constant)?.Value as string;
        var start = (first as Fact.Text)?.Start;
        MediaForms? form = invocation.TargetMethod.Name switch
        {
            "FromFile" or "FromBytes" or "FromStream" => MediaForms.Data,
            "FromAttachment" => MediaForms.Attachment,
            "FromUrl" when (text ?? start) is { Length: >= MinStart } link =>
                DataUrlHeader.Begins(link) ? MediaForms.Data : MediaForms.Url,
            "FromUrl" when text is not null => MediaForms.Url,
            "FromUrl" => null,      // a link or a data URL
            _ => MediaForms.None,
        };
        return form == MediaForms.None
            ? null
            : new Fact.Media(invocation.TargetMethod.Name, form, invocation.Syntax)
            {
                Content = text,
                Start = start,
                MediaType = mediaType,
                IsTypeUnknown = isTypeUnknown,
                ByteCount = length ?? (first as Fact.Items)?.Count,
                Data = first as Fact.Items,
                Type = invocation.TargetMethod.ContainingType,
            };
    }

    /// <summary>Returns the first bytes, or null if they are unknown or too few.</summary>
    public static byte[]? ReadStart(Fact.Items? data)
    {
        if (data is { IsCleared: true, Count: >= MediaSignature.Length })
        {
            return new byte[MediaSignature.Length];
        }

        if (data is not { Facts: { IsDefault: false, Length: >= MediaSignature.Length } items })
        {
            return null;
        }

        var start = new byte[MediaSignature.Length];
        for (var i = 0; i < start.Length; i++)
        {
            if (Numbers.ToInteger((items[i] as Fact.Constant)?.Value) is not (>= 0 and <= byte.MaxValue and var number))
            {
                return null;
            }

            start[i] = (byte)number;
        }

        return start;
    }
}
