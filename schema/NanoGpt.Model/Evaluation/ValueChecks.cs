using System.Globalization;

namespace NanoGpt.Evaluation;

/// <summary>Checks single values against the limits of their field. An allowed value allocates nothing.</summary>
public static class ValueChecks
{
    private const int MaxLinkLength = 2048;

    /// <summary>Returns the finding for a required field that is not set.</summary>
    /// <param name="path">The location of the value.</param>
    public static Finding Missing(in FieldPath path) =>
        Error(FindingCodes.Required, path, Messages.Required(path.ToString()), null);

    /// <summary>Checks the number of items of a list.</summary>
    /// <param name="path">The location of the list.</param>
    /// <param name="count">The number of items.</param>
    public static Finding? ItemCount(in FieldPath path, int count)
    {
        if (path.Field.List is not { } list || !(count < list.Min || count > list.Max))
        {
            return null;
        }

        var allowed = BoundsText.Format(list.Min, list.Max);
        return Error(FindingCodes.ItemCount, path, Messages.ItemCount(path.ToString(), count, allowed), allowed);
    }

    /// <summary>Checks the length of a text.</summary>
    /// <param name="path">The location of the text.</param>
    /// <param name="length">The length in UTF-16 code units.</param>
    public static Finding? TextLength(in FieldPath path, int length)
    {
        var field = path.Field;
        if (!(length < field.MinLength || length > field.MaxLength))
        {
            return null;
        }

        var allowed = BoundsText.Format(field.MinLength, field.MaxLength);
        return Error(FindingCodes.TextLength, path, Messages.TextLength(path.ToString(), length, allowed), allowed);
    }

    /// <summary>Checks the length of a text of which only a part is known.</summary>
    /// <param name="path">The location of the text.</param>
    /// <param name="length">The number of UTF-16 code units that the text has at least.</param>
    public static Finding? MinimumLength(in FieldPath path, int length) =>
        length > path.Field.MaxLength && TextLength(path, length) is { Allowed: { } allowed } finding
            ? finding with { Message = Messages.MinimumLength(path.ToString(), length, allowed) }
            : null;

    /// <summary>Checks numbers of which only the bounds are known. Returns a finding if none of them is allowed.</summary>
    /// <param name="path">The location of the number.</param>
    /// <param name="low">The lowest number.</param>
    /// <param name="high">The highest number.</param>
    public static Finding? NumberBetween(in FieldPath path, decimal low, decimal high)
    {
        var field = path.Field;
        if (!field.Values.IsEmpty)
        {
            return field.IsOpen || field.Values.Any(value => value.Number is not { } number || (number >= low && number <= high))
                ? null
                : NotAllowed(path, Show(low) + " to " + Show(high), Messages.AllowedValues(field, path.Naming));
        }

        // The allowed numbers are a range that contains or adjoins this one.
        if ((field.Max ?? field.Min) is not { } bound || (low <= bound && bound <= high)
            || FieldDomain.InRange(field, low) || FieldDomain.InRange(field, high))
        {
            return null;
        }

        var numbers = low > bound ? Show(low) + " or more" : Show(high) + " or less";
        var range = BoundsText.Range(field);
        var unit = field.Type == FieldType.Seconds ? " seconds" : "";
        return Error(FindingCodes.OutOfRange, path, Messages.OutOfRange(path.ToString(), numbers, range, unit), range);
    }

    /// <summary>Checks a number against the listed values, or else against the range and the step.</summary>
    /// <param name="path">The location of the number.</param>
    /// <param name="value">The number.</param>
    public static Finding? Number(in FieldPath path, decimal value)
    {
        var field = path.Field;
        if (!field.Values.IsEmpty)
        {
            var listed = field.FindNumber(value);
            return listed is { IsDisputed: false } ? null : Listed(path, listed, Show(value));
        }

        if (!FieldDomain.InRange(field, value))
        {
            var range = BoundsText.Range(field);
            var unit = field.Type == FieldType.Seconds ? " seconds" : "";
            return Error(FindingCodes.OutOfRange, path, Messages.OutOfRange(path.ToString(), Show(value), range, unit), range);
        }

        if (FieldDomain.OnGrid(field, value))
        {
            return null;
        }

        var steps = BoundsText.Steps(field);
        return Error(FindingCodes.Step, path, Messages.Step(path.ToString(), Show(value), steps), steps);
    }

    /// <summary>Checks a number that may not be finite.</summary>
    /// <param name="path">The location of the number.</param>
    /// <param name="value">The number.</param>
    public static Finding? FloatingPoint(in FieldPath path, double value) => ExactNumber.TryCreate(value, out var number)
        ? Number(path, number)
        : NotFinite(path, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Checks a member of the enum of a closed set.</summary>
    /// <param name="path">The location of the value.</param>
    /// <param name="choice">The number of the member, which is the index of the listed value.</param>
    public static Finding? Choice(in FieldPath path, int choice)
    {
        var values = path.Field.Values;
        var listed = (uint)choice < (uint)values.Count ? values[choice] : null;
        return listed is { IsDisputed: false } ? null : Listed(path, listed, listed?.Member ?? Show(choice));
    }

    /// <summary>Returns the finding for a number that is not finite.</summary>
    /// <param name="path">The location of the number.</param>
    /// <param name="value">The number as text; <see langword="null"/> if it has none.</param>
    public static Finding NotFinite(in FieldPath path, string? value) =>
        Error(FindingCodes.NotFinite, path, Messages.NotFinite(path.ToString(), value), null);

    /// <summary>Checks the result of looking up a value among the listed ones.</summary>
    /// <param name="path">The location of the value.</param>
    /// <param name="listed">The listed value; <see langword="null"/> if there is none.</param>
    /// <param name="value">The value as messages show it.</param>
    public static Finding? Listed(in FieldPath path, ValueInfo? listed, string value)
    {
        if (listed is { IsDisputed: true })
        {
            return Create(FindingCodes.Disputed, FindingSeverity.Info, path, Messages.Disputed(path.ToString(), value), null);
        }

        return listed is not null ? null
            : path.Field.IsOpen ? Misspelled(path, value)
            : NotAllowed(path, value, Messages.AllowedValues(path.Field, path.Naming));
    }

    private static Finding? Misspelled(in FieldPath path, string value) =>
        !path.Field.IsNumeric && NearMiss.Find(path.Field.Values, value) is { } nearest
            ? Create(
                FindingCodes.ValueMisspelled, FindingSeverity.Warning, path,
                Messages.Misspelled(path.ToString(), value, nearest), nearest)
            : null;

    /// <summary>Returns the finding for a value that is not allowed.</summary>
    /// <param name="path">The location of the value.</param>
    /// <param name="value">The value as messages show it.</param>
    /// <param name="allowed">The allowed values.</param>
    public static Finding NotAllowed(in FieldPath path, string value, string allowed) =>
        Error(FindingCodes.ValueNotAllowed, path, Messages.ValueNotAllowed(path.ToString(), value, allowed), allowed);

    /// <summary>Returns the finding for a value of the wrong type.</summary>
    /// <param name="path">The location of the value.</param>
    /// <param name="expected">The type that the field accepts.</param>
    public static Finding WrongType(in FieldPath path, string expected) =>
        Error(FindingCodes.DataMalformed, path, Messages.WrongType(path.ToString(), expected), expected);

    /// <summary>Checks the form of a medium.</summary>
    /// <param name="path">The location of the medium.</param>
    /// <param name="form">The form.</param>
    public static Finding? Form(in FieldPath path, MediaForms form)
    {
        if (path.Field.Media is not { } media || (media.Forms & form) != 0)
        {
            return null;
        }

        var allowed = Messages.Forms(media.Forms);
        return Error(
            FindingCodes.FormNotAccepted, path, Messages.NotAccepted(path.ToString(), allowed, Messages.Forms(form)), allowed);
    }

    /// <summary>Returns the finding for a data URL that is malformed.</summary>
    /// <param name="path">The location of the medium.</param>
    /// <param name="problem">The problem.</param>
    public static Finding MalformedDataUrl(in FieldPath path, string problem) =>
        Error(FindingCodes.DataMalformed, path, Messages.MalformedDataUrl(path.ToString(), problem), null);

    /// <summary>Checks whether the provider can fetch a link, and its length.</summary>
    /// <param name="path">The location of the medium.</param>
    /// <param name="link">The link.</param>
    /// <param name="shown">The link as messages show it.</param>
    public static Finding? Link(in FieldPath path, string link, string shown)
    {
        if (PublicLink.FindProblem(link, path.Field.Media!.AcceptsHttp) is { } problem)
        {
            return Error(FindingCodes.LinkNotFetchable, path, Messages.LinkNotFetchable(path.ToString(), shown, problem), null);
        }

        return link.Length <= MaxLinkLength ? null
            : Warning(FindingCodes.LinkLong, path, Messages.LinkLong(path.ToString(), link.Length, MaxLinkLength));
    }

    /// <summary>Checks the media type of data.</summary>
    /// <param name="path">The location of the medium.</param>
    /// <param name="mediaType">The media type; <see langword="null"/> if it is not known.</param>
    /// <param name="source">The source of the data as messages show it.</param>
    public static Finding? MediaType(in FieldPath path, string? mediaType, string source)
    {
        if (mediaType is null)
        {
            return Error(FindingCodes.DataMalformed, path, Messages.NoMediaType(path.ToString(), source), null);
        }

        if (IsOfType(path.Field, mediaType))
        {
            return null;
        }

        var allowed = MediaTypes.PrefixOf(path.Field.Type) + "*";
        return Error(FindingCodes.DataMalformed, path, Messages.NotAccepted(path.ToString(), allowed, mediaType), allowed);
    }

    /// <summary>Returns whether a media type matches the type of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="mediaType">The media type.</param>
    public static bool IsOfType(FieldInfo field, string mediaType) =>
        mediaType.StartsWith(MediaTypes.PrefixOf(field.Type), StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the finding for a file that does not exist.</summary>
    /// <param name="path">The location of the medium.</param>
    /// <param name="source">The file as messages show it.</param>
    public static Finding FileMissing(in FieldPath path, string source) =>
        Error(FindingCodes.FileMissing, path, Messages.FileMissing(path.ToString(), source), null);

    /// <summary>Returns the finding for a file whose name contradicts its media type.</summary>
    /// <param name="path">The location of the medium.</param>
    /// <param name="source">The file as messages show it.</param>
    /// <param name="mediaType">The media type that is given.</param>
    /// <param name="named">The media type that the name implies.</param>
    public static Finding NameMismatch(in FieldPath path, string source, string mediaType, string named) =>
        Warning(FindingCodes.ContentMismatch, path, Messages.NameMismatch(path.ToString(), source, mediaType, named));

    /// <summary>Checks the size of data.</summary>
    /// <param name="path">The location of the medium.</param>
    /// <param name="length">The number of bytes.</param>
    /// <param name="source">The source of the data as messages show it.</param>
    public static Finding? DataLength(in FieldPath path, long length, string source)
    {
        if (length == 0)
        {
            return Error(FindingCodes.DataMalformed, path, Messages.Empty(path.ToString(), source), null);
        }

        if (path.Field.Media!.MaxBytes is not { } max || length <= max)
        {
            return null;
        }

        var encoded = DataUrlHeader.EncodedLength(length);
        var remedy = path.Field.Media.UrlKey is null ? "Use a smaller one."
            : path.Naming == FieldNaming.Property ? "Host it and use FromUrl."
            : "Host it and send a link.";
        var allowed = max.ToString(CultureInfo.InvariantCulture);
        return Error(
            FindingCodes.MediumTooLarge, path, Messages.MediumTooLarge(path.ToString(), length, encoded, max, remedy), allowed);
    }

    /// <summary>Checks whether data start with a signature of their type.</summary>
    /// <param name="path">The location of the medium.</param>
    /// <param name="start">The first bytes, as many as <see cref="MediaSignature.Length"/>.</param>
    /// <param name="source">The source of the data as messages show it.</param>
    public static Finding? Content(in FieldPath path, ReadOnlySpan<byte> start, string source) =>
        MediaSignature.Matches(start, MediaTypes.PrefixOf(path.Field.Type)) ? null
        : Warning(FindingCodes.ContentMismatch, path, Messages.ContentMismatch(path.ToString(), source, path.Field.Type));

    /// <summary>Returns the finding for a deprecated model; <see langword="null"/> if it is not.</summary>
    /// <param name="model">The model.</param>
    public static Finding? Deprecated(ModelInfo model) => model.Status != ModelStatus.Deprecated ? null
        : new Finding(FindingCodes.ModelDeprecated, FindingSeverity.Warning, "",
            Messages.Retired(model.Id, model.Status, model.Since, model.Successor), model.Successor);

    private static string Show(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static Finding Error(string code, in FieldPath path, string message, string? allowed) =>
        Create(code, FindingSeverity.Error, path, message, allowed);

    private static Finding Warning(string code, in FieldPath path, string message) =>
        Create(code, FindingSeverity.Warning, path, message, null);

    private static Finding Create(string code, FindingSeverity severity, in FieldPath path, string message, string? allowed) =>
        new(code, severity, path.ToString(), message, allowed) { Field = path.Semantic };
}

/// <summary>Checks fields that a model does not declare.</summary>
public static class AdditionalChecks
{
    /// <summary>Returns the finding for an additional field that has the key of the submission id.</summary>
    /// <param name="key">The JSON key.</param>
    public static Finding SubmissionId(string key) =>
        new(FindingCodes.AdditionalField, FindingSeverity.Error, key, Messages.SetByClient(key));

    /// <summary>Checks an additional field.</summary>
    /// <param name="parent">The location of the object that has the field; <see langword="null"/> for the request.</param>
    /// <param name="key">The JSON key.</param>
    /// <param name="notFinite">The value if it is a number that is not finite; otherwise <see langword="null"/>.</param>
    /// <param name="isSent"><see langword="true"/> if another field is sent under the key.</param>
    /// <param name="isHinted"><see langword="true"/> to report that the field is sent unchecked.</param>
    public static Finding? Check(FieldPath.Node? parent, string key, string? notFinite, bool isSent, bool isHinted)
    {
        var name = parent is null ? key : parent.Path + "." + key;
        return notFinite is not null
            ? new Finding(FindingCodes.NotFinite, FindingSeverity.Error, name, Messages.NotFinite(name, notFinite))
            : isSent ? new Finding(FindingCodes.AdditionalField, FindingSeverity.Error, name, Messages.AlreadySent(name))
            : isHinted ? new Finding(FindingCodes.AdditionalField, FindingSeverity.Info, name, Messages.Additional(name))
            : null;
    }
}
