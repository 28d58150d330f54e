using NanoGpt.Evaluation;

namespace NanoGpt.Analyzers.Evaluation;

/// <summary>Reads calls of the factory methods of media inputs, such as <c>FromFile</c> and <c>FromUrl</c>.</summary>
internal static class MediaFactories
{
    /// <summary>Returns the media input, or null if the call is not a call of a factory method.</summary>
    public static Fact? Read(IInvocationOperation invocation, ValueReader reader)
    {
        if (invocation.Arguments.IsEmpty)
        {
            return null;
        }

        string? mediaType = null;
        var isTypeUnknown = false;
        Fact first = Fact.Unknown;
        foreach (var argument in invocation.Arguments)
        {
            var fact = reader.Read(argument.Value);
            if (fact.DependsOnPath)
            {
                return Fact.Undetermined;
            }

            if (argument.Parameter?.Ordinal == 0)
            {
                first = fact;
            }
            else if (argument.Parameter?.Name == "mediaType")
            {
                mediaType = (fact as Fact.Constant)?.Value as string;
                isTypeUnknown = fact is not Fact.Constant;
            }
        }

        var text = (first as Fact.Constant)?.Value as string;
        MediaForms? form = invocation.TargetMethod.Name switch
        {
            "FromFile" or "FromBytes" or "FromStream" => MediaForms.Data,
            "FromAttachment" => MediaForms.Attachment,
            "FromUrl" when text is not null => DataUrlHeader.Begins(text) ? MediaForms.Data : MediaForms.Url,
            "FromUrl" => null,      // a link or a data URL
            _ => MediaForms.None,
        };
        return form == MediaForms.None
            ? null
            : new Fact.Media(invocation.TargetMethod.Name, form, invocation.Syntax)
            {
                Text = text,
                MediaType = mediaType,
                IsTypeUnknown = isTypeUnknown,
                ByteCount = (first as Fact.Items)?.Count,
                Start = ReadStart(first),
                Type = invocation.TargetMethod.ContainingType,
            };
    }

    private static byte[]? ReadStart(Fact fact)
    {
        if (fact is not Fact.Items { Facts: { IsDefault: false, Length: >= MediaSignature.Length } items })
        {
            return null;
        }

        var start = new byte[MediaSignature.Length];
        for (var i = 0; i < start.Length; i++)
        {
            if (items[i] is not Fact.Constant { Value: { } value }
                || Numbers.ToDouble(value) is not (>= 0 and <= byte.MaxValue and var number))
            {
                return null;
            }

            start[i] = (byte)number;
        }

        return start;
    }
}
