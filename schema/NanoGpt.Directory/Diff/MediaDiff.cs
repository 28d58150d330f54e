namespace NanoGpt.Directories.Diff;

/// <summary>Compares the forms and limits of media.</summary>
internal static class MediaDiff
{
    public static void Compare(FieldInfo old, FieldInfo now, string subject, ChangeList changes)
    {
        if (old.Media is not { } before || now.Media is not { } after)
        {
            return;
        }

        Form("a link", before.UrlKey, after.UrlKey);
        Form("a data URL", before.DataKey, after.DataKey);
        Form("an attachment", before.AttachmentKey, after.AttachmentKey);
        Http(before.AcceptsHttp, after.AcceptsHttp);
        Limit("bytes", before.MaxBytes, after.MaxBytes, isMinimum: false);
        Limit("seconds at most", before.MaxSeconds, after.MaxSeconds, isMinimum: false);
        Limit("seconds at least", before.MinSeconds, after.MinSeconds, isMinimum: true);

        void Form(string form, string? oldKey, string? newKey)
        {
            if (oldKey is null && newKey is not null)
            {
                changes.Additive(ChangeAspect.Requests, "form-added", subject, $"{form} is accepted", now: newKey);
            }
            else if (newKey is null && oldKey is not null)
            {
                changes.Breaking(ChangeAspect.Requests, "form-removed", subject, $"{form} is not accepted", oldKey);
            }
            else if (!string.Equals(oldKey, newKey, StringComparison.Ordinal))
            {
                changes.Breaking(
                    ChangeAspect.Wire, "wire-changed", subject, $"{form} is sent under a different key", oldKey, newKey);
            }
        }

        void Http(bool wasTaken, bool isTaken)
        {
            // A URL that is not accepted at all is reported as a form.
            if (isTaken && !wasTaken && before.UrlKey is not null)
            {
                changes.Additive(ChangeAspect.Requests, "form-added", subject, "an http link is accepted");
            }
            else if (wasTaken && !isTaken && after.UrlKey is not null)
            {
                changes.Breaking(ChangeAspect.Requests, "form-removed", subject, "an http link is not accepted");
            }
        }

        void Limit(string what, decimal? oldLimit, decimal? newLimit, bool isMinimum)
        {
            if (oldLimit == newLimit)
            {
                return;
            }

            var narrows = isMinimum
                ? (newLimit ?? 0) > (oldLimit ?? 0) : (newLimit ?? decimal.MaxValue) < (oldLimit ?? decimal.MaxValue);
            changes.Add(
                narrows ? ChangeKind.Breaking : ChangeKind.Additive, ChangeAspect.Requests,
                narrows ? "limit-narrowed" : "limit-widened", subject,
                $"the limit of {what} changed", oldLimit?.ToString(CultureInfo.InvariantCulture),
                newLimit?.ToString(CultureInfo.InvariantCulture));
        }
    }
}
