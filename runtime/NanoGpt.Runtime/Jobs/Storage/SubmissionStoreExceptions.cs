namespace NanoGpt;

/// <summary>Thrown when a store of submissions cannot be used. If a submission was to begin, nothing was sent.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">The cause; null for none.</param>
public class SubmissionStoreException(string message, Exception? innerException = null)
    : NanoGptException(message, innerException);

/// <summary>Thrown when submissions would exceed their budget. None of them was planned.</summary>
/// <param name="message">The message.</param>
public sealed class BudgetExceededException(string message)
    : NanoGptException(message, innerException: null)
{
    /// <summary>Gets the use of the budget before the submissions.</summary>
    public BudgetUse Use { get; init; }

    internal static BudgetExceededException Create(SubmissionBudget budget, BudgetUse use, decimal price) =>
        new(
            $"The budget {budget.Name} of {Messages.Amount(budget.Limit)} allows no submissions for {Messages.Amount(price)}: "
            + $"{Messages.Amount(use.Spent)} is spent and {Messages.Amount(use.Reserved)} is reserved.")
        { Use = use };
}
