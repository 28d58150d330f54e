using System.Globalization;

namespace NanoGpt.Testing;

/// <summary>Runs code in other cultures. A project that uses it must not set <c>InvariantGlobalization</c>.</summary>
public static class Cultures
{
    /// <summary>Runs code in a culture, and restores the current one.</summary>
    public static T In<T>(string culture, Func<T> work)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture, useUserOverride: false);
            return work();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    /// <summary>The names of cultures whose number formats, calendars or casing differ from those of the invariant culture.</summary>
    public sealed class Awkward() : TheoryData<string>("tr-TR", "de-DE", "sv-SE", "ar-SA", "fa-IR", "th-TH");
}
