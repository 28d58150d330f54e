using NanoGpt.Evaluation;
using static Microsoft.CodeAnalysis.DiagnosticSeverity;
using static NanoGpt.Analyzers.RuleDescriptor;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Contains the descriptors of the rules about request values.</summary>
internal static class RequestDescriptors
{
    private static readonly DiagnosticDescriptor OutOfRange = Create(
        FindingCodes.OutOfRange, "A number is out of range", Categories.Values, Error,
        "A numeric property is set to a value outside the range that the model accepts.");

    private static readonly DiagnosticDescriptor TextLength = Create(
        FindingCodes.TextLength, "A text is too long or too short", Categories.Values, Error,
        "A string property is set to a text that is longer or shorter than the model accepts.");

    private static readonly DiagnosticDescriptor ItemCount = Create(
        FindingCodes.ItemCount, "A list has too many or too few items", Categories.Values, Error,
        "A list property has more or fewer items than the model accepts.");

    private static readonly DiagnosticDescriptor ValueNotAllowed = Create(
        FindingCodes.ValueNotAllowed, "A value is not allowed", Categories.Values, Error,
        "A property is set to a value that is not in the model's list of allowed values.");

    private static readonly DiagnosticDescriptor Step = Create(
        FindingCodes.Step, "A number is between two steps", Categories.Values, Error,
        "A numeric property is set to a value between two steps.");

    private static readonly DiagnosticDescriptor NotFinite = Create(
        FindingCodes.NotFinite, "A number is not finite", Categories.Values, Error,
        "A property of type 'double' is set to 'double.NaN', 'double.PositiveInfinity' or 'double.NegativeInfinity'.");

    private static readonly DiagnosticDescriptor Disputed = Create(
        FindingCodes.Disputed, "A value is disputed", Categories.Values, Info,
        "A property is set to a value that only some of the sources of the model definition list.");

    private static readonly DiagnosticDescriptor Required = Create(
        FindingCodes.Required, "A required property is null or empty", Categories.Values, Error,
        "A required property is set to 'null' or to an empty string.");

    private static readonly DiagnosticDescriptor Misspelled = Create(
        FindingCodes.ValueMisspelled, "A value is probably misspelled", Categories.Values, Warning,
        "A property that accepts other values than the listed ones is set to a value that differs from a listed one only in case "
        + "or punctuation.");

    private static readonly DiagnosticDescriptor RuleBroken = Create(
        FindingCodes.RuleBroken, "Properties cannot be combined", Categories.Combinations, Error,
        "The properties of a request violate a rule of the model.");

    private static readonly DiagnosticDescriptor NoneOfGroup = Create(
        FindingCodes.NoneOfGroup, "None of several properties is set", Categories.Combinations, Error,
        "A request sets none of several properties, and the model requires at least one of them.");

    private static readonly DiagnosticDescriptor SeveralOfGroup = Create(
        FindingCodes.SeveralOfGroup, "Properties exclude each other", Categories.Combinations, Error,
        "A request sets more than one of several properties, and the model accepts at most one of them.");

    private static readonly DiagnosticDescriptor FormNotAccepted = Create(
        FindingCodes.FormNotAccepted, "The model does not accept the form of a media input", Categories.Combinations, Error,
        "A media property is set to a media input in a form that the model does not accept.");

    private static readonly DiagnosticDescriptor SeveralMediaForOneRole = Create(
        RuleIds.SeveralMediaForOneRole, "A media input is specified twice", Categories.Combinations, Warning,
        "A media property is set, and 'AdditionalFields' contains the same media input under another request key.");

    private static readonly DiagnosticDescriptor NotAttached = Create(
        FindingCodes.NotAttached, "A text refers to a missing item", Categories.Combinations, Error,
        "A prompt or another text refers to an item by number, and the request does not contain that item.");

    private static readonly DiagnosticDescriptor DataMalformed = Create(
        FindingCodes.DataMalformed, "Data is malformed or of the wrong type", Categories.Media, Error,
        "A media property is set to data that the service cannot read as the expected kind of media.");

    private static readonly DiagnosticDescriptor MediumTooLarge = Create(
        FindingCodes.MediumTooLarge, "A media input is too large", Categories.Media, Error,
        "A media property is set to data that exceeds the size limit.");

    private static readonly DiagnosticDescriptor LinkNotFetchable = Create(
        FindingCodes.LinkNotFetchable, "The provider cannot download a link", Categories.Media, Error,
        "A media property is set to a link that the provider cannot download.");

    private static readonly DiagnosticDescriptor FileMissing = Create(
        FindingCodes.FileMissing, "A link is used as a file path", Categories.Media, Error,
        "A link is passed as the path of a file.");

    private static readonly DiagnosticDescriptor ContentMismatch = Create(
        FindingCodes.ContentMismatch, "Content does not match its media type", Categories.Media, Warning,
        "The content of a media input does not match its declared media type.");

    private static readonly DiagnosticDescriptor LinkLong = Create(
        FindingCodes.LinkLong, "A link is very long", Categories.Media, Warning,
        "A media property is set to a link of more than 2,048 characters.");

    private static readonly DiagnosticDescriptor AdditionalField = Create(
        FindingCodes.AdditionalField, "An additional field is sent without validation", Categories.Models, Info,
        "'AdditionalFields' contains a field.");

    private static readonly DiagnosticDescriptor CostDriverUnset = Create(
        RuleIds.CostDriverUnset, "A property that affects the price is not set", Categories.Money, Info,
        "A property that affects the price is not set.");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.Create(
        OutOfRange, TextLength, ItemCount, ValueNotAllowed, Step, NotFinite, Disputed, Required, Misspelled,
        RuleBroken, NoneOfGroup, SeveralOfGroup, FormNotAccepted, SeveralMediaForOneRole, NotAttached,
        DataMalformed, MediumTooLarge, LinkNotFetchable, FileMissing, ContentMismatch, LinkLong, AdditionalField,
        CostDriverUnset);

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = All.ToDictionary(
        static rule => rule.Id, StringComparer.Ordinal);

    public static DiagnosticDescriptor Get(string id) => ById[id];
}
