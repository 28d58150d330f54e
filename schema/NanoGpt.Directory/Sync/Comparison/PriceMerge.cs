using NanoGpt.Directories.Sync.Listing;
using NanoGpt.Directories.Sync.Writing;

namespace NanoGpt.Directories.Sync.Comparison;

/// <summary>
/// Merges a listed price into a file that nests its price in the same way: changed amounts and added conditions.
/// </summary>
internal sealed class PriceMerge(YamlDocument document)
{
    /// <summary>
    /// Edits the file. Returns whether the two prices are nested in the same way; if not, some edits may have been made.
    /// </summary>
    public bool Apply(ListedPrice bound) => bound.BaseSeconds is null
        ? document.Find("pricing", "base") is null && Merge(["pricing", "per_video"], bound.PerVideo)
            && Merge(["pricing", "per_second"], bound.PerSecond)
        : Merge(["pricing", "base", "price"], bound.PerVideo) && Merge(["pricing", "base", "per_extra_second"], bound.PerSecond);

    private bool Merge(string[] path, PriceNode? price)
    {
        switch (document.Find(path), price)
        {
            case (null, null):
                return true;
            case (YamlScalar scalar, PriceAmount amount):
                if (!decimal.TryParse(scalar.Text, CultureInfo.InvariantCulture, out var now) || now != amount.Amount)
                {
                    document.Replace(scalar, YamlText.Money(amount.Amount));
                }

                return true;
            case (YamlMapping { Entries: [var entry] }, PriceBranches branches) when entry.Key.Text == branches.Role
                && entry.Value is YamlMapping:
                return branches.Branches.All(branch => Merge([.. path, branches.Role], branch));
            default:
                return false;
        }
    }

    private bool Merge(string[] path, PriceBranch branch)
    {
        var key = branch.When switch
        {
            ConditionOperator.IsSet => "set",
            ConditionOperator.IsUnset => "unset",
            ConditionOperator.AtMost => "<=" + branch.Value,
            ConditionOperator.Above => ">" + branch.Value,
            _ => branch.Value!,
        };
        if (document.Find([.. path, key]) is not null)
        {
            return Merge([.. path, key], branch.Node);
        }

        if (branch.When != ConditionOperator.IsOneOf)
        {
            return false;
        }

        document.Set(path, key, PriceText.Flow(branch.Node));
        return true;
    }
}
