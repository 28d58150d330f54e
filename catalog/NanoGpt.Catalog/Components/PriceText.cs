using NanoGpt.Evaluation;

namespace NanoGpt.Catalogs.App.Components;

/// <summary>Formats prices for display.</summary>
internal static class PriceText
{
    /// <summary>Returns a price with its currency: <c>0.8 USD</c> or <c>0.4 to 0.8 USD</c>.</summary>
    public static string Format(PriceRange price, ModelInfo model)
    {
        var from = price.Minimum == price.Maximum ? "" : $"{Messages.Amount(price.Minimum!.Value)} to ";
        return $"{from}{Messages.Amount(price.Maximum!.Value)} {model.Price!.Currency}";
    }
}
