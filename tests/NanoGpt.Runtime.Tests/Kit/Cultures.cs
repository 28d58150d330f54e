using System.Globalization;

namespace NanoGpt.Runtime.Tests.Kit;

/// <summary>Cultures in which careless code writes other bytes.</summary>
public static class Cultures
{
    public static TheoryData<string> Awkward => ["tr-TR", "de-DE", "sv-SE", "ar-SA", "fa-IR", "th-TH"];

    public static T In<T>(string culture, Func<T> work)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
            return work();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
