using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NanoGpt.Analyzers.Rules;

/// <summary>Contains the rules about what requests hold. Their messages are those of findings.</summary>
internal static class RequestDescriptors
{
    private static readonly DiagnosticDescriptor OutOfRange = new(
        RuleIds.OutOfRange, "A number is out of range", "{0}", Categories.Values, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model does not take this number.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.OutOfRange));

    private static readonly DiagnosticDescriptor TextLength = new(
        RuleIds.TextLength, "A text is too long or too short", "{0}", Categories.Values, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model does not take a text of this length.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.TextLength));

    private static readonly DiagnosticDescriptor ItemCount = new(
        RuleIds.ItemCount, "A list has too many or too few items", "{0}", Categories.Values, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model does not take this many items.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.ItemCount));

    private static readonly DiagnosticDescriptor ValueNotAllowed = new(
        RuleIds.ValueNotAllowed, "A value is not allowed", "{0}", Categories.Values, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model takes only the listed values.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.ValueNotAllowed));

    private static readonly DiagnosticDescriptor OffStep = new(
        RuleIds.OffStep, "A number is between two steps", "{0}", Categories.Values, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "The model takes numbers in steps.", helpLinkUri: RuleIds.HelpLink(RuleIds.OffStep));

    private static readonly DiagnosticDescriptor NotFinite = new(
        RuleIds.NotFinite, "A number is not finite", "{0}", Categories.Values, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "JSON has no spelling for infinity and NaN.", helpLinkUri: RuleIds.HelpLink(RuleIds.NotFinite));

    private static readonly DiagnosticDescriptor DisputedValue = new(
        RuleIds.DisputedValue, "A value is disputed", "{0}", Categories.Values, DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "Sources disagree on whether the model takes this value.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.DisputedValue));

    private static readonly DiagnosticDescriptor RequiredMissing = new(
        RuleIds.RequiredMissing, "A required property is null or empty", "{0}", Categories.Values, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model needs this property.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.RequiredMissing));

    private static readonly DiagnosticDescriptor RuleBroken = new(
        RuleIds.RuleBroken, "Properties cannot be combined", "{0}", Categories.Combinations, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model has a rule about the combination of these properties.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.RuleBroken));

    private static readonly DiagnosticDescriptor NoneOfGroup = new(
        RuleIds.NoneOfGroup, "None of several properties is set", "{0}", Categories.Combinations, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model needs at least one of these properties.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.NoneOfGroup));

    private static readonly DiagnosticDescriptor TwoOfExclusive = new(
        RuleIds.TwoOfExclusive, "Properties exclude each other", "{0}", Categories.Combinations, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model takes at most one of these properties.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.TwoOfExclusive));

    private static readonly DiagnosticDescriptor FormNotAccepted = new(
        RuleIds.FormNotAccepted, "The model does not accept the form of a media input", "{0}", Categories.Combinations,
            DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model takes links only, or attachments only, or the like.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.FormNotAccepted));

    private static readonly DiagnosticDescriptor SeveralMediaForOneRole = new(
        RuleIds.SeveralMediaForOneRole, "A media input is specified twice", "{0}", Categories.Combinations, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, description: "The service takes one medium for this role; which one it uses is not documented.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.SeveralMediaForOneRole));

    private static readonly DiagnosticDescriptor NotAttached = new(
        RuleIds.NotAttached, "A text refers to a missing item", "{0}", Categories.Combinations, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The model finds nothing under this name in the request.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.NotAttached));

    private static readonly DiagnosticDescriptor MalformedData = new(
        RuleIds.MalformedData, "Data is malformed or of the wrong type", "{0}", Categories.Media, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The service cannot read these bytes as the medium that is asked for.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.MalformedData));

    private static readonly DiagnosticDescriptor MediumTooLarge = new(
        RuleIds.MediumTooLarge, "A media input is too large", "{0}", Categories.Media, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "The service refuses uploads of this size.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.MediumTooLarge));

    private static readonly DiagnosticDescriptor LinkOutOfReach = new(
        RuleIds.LinkOutOfReach, "The provider cannot download a link", "{0}", Categories.Media, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "Links are fetched by the provider, not by this program.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.LinkOutOfReach));

    private static readonly DiagnosticDescriptor FileMissing = new(
        RuleIds.FileMissing, "A link is used as a file path", "{0}", Categories.Media, DiagnosticSeverity.Error,
        isEnabledByDefault: true, description: "A link is no path: use FromUrl.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.FileMissing));

    private static readonly DiagnosticDescriptor ContentMismatch = new(
        RuleIds.ContentMismatch, "Content does not match its media type", "{0}", Categories.Media, DiagnosticSeverity.Warning,
        isEnabledByDefault: true, description: "The service may take the money and fail.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.ContentMismatch));

    private static readonly DiagnosticDescriptor LinkLong = new(
        RuleIds.LinkLong, "A link is very long", "{0}", Categories.Media, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "Many services cut or refuse long links.", helpLinkUri: RuleIds.HelpLink(RuleIds.LinkLong));

    private static readonly DiagnosticDescriptor AdditionalFieldKnown = new(
        RuleIds.AdditionalFieldKnown, "An additional field is sent without validation", "{0}", Categories.Models, DiagnosticSeverity.Info,
        isEnabledByDefault: true, description: "Nothing knows whether the model takes it.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.AdditionalFieldKnown));

    private static readonly DiagnosticDescriptor CostDriverUnset = new(
        RuleIds.CostDriverUnset, "A property that affects the price is not set", "{0}", Categories.Money, DiagnosticSeverity.Info,
        isEnabledByDefault: true, description: "The service decides, and may choose the more expensive value.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.CostDriverUnset));

    /// <summary>Gets all rules.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.Create(
        OutOfRange, TextLength, ItemCount, ValueNotAllowed, OffStep, NotFinite, DisputedValue, RequiredMissing,
        RuleBroken, NoneOfGroup, TwoOfExclusive, FormNotAccepted, SeveralMediaForOneRole, NotAttached,
        MalformedData, MediumTooLarge, LinkOutOfReach, FileMissing, ContentMismatch, LinkLong, AdditionalFieldKnown,
            CostDriverUnset);

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = All.ToDictionary(static rule =>
        rule.Id, StringComparer.Ordinal);

    /// <summary>Returns the rule of an id.</summary>
    public static DiagnosticDescriptor Of(string id) => ById[id];
}
