using NanoGpt.Extensions.AI.Functions;
using NanoGpt.Extensions.AI.Results;

namespace NanoGpt.Extensions.AI.Operations;

/// <summary>Reserves the price of submissions in the store before they are sent, and refuses what exceeds a budget.</summary>
internal sealed class SpendingLedger(ServiceList services, VideoToolOptions options) : IDisposable
{
    private const string Currency = "USD";

    // One reservation at a time: the budget of the session is not in the store, and a day can be in several stores.
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Dictionary<Guid, ISubmissionStore> session = [];

    public void Dispose() => gate.Dispose();

    /// <summary>Returns the amount to reserve for a request.</summary>
    /// <exception cref="ToolException">The price is unknown or too high, or there is no budget.</exception>
    public decimal FindAmount(PreparedRequest request)
    {
        if (options.Budget is null && options.BudgetPerDay is null)
        {
            throw new ToolException(
                ToolErrors.BudgetExceeded, "There is no budget, so that nothing can be submitted. The user must set one.");
        }

        var amount = request.Price?.Maximum ?? options.UnknownPriceReserve ?? throw new ToolException(
            ToolErrors.PriceUnknown, $"The price is {CostView.Line(request)}. Requests without a known price are refused.");
        return amount <= (options.MaxCostPerJob ?? decimal.MaxValue)
            ? amount
            : throw new ToolException(
                ToolErrors.BudgetExceeded,
                $"The request may cost {Messages.Amount(amount)}, and one job at most "
                + $"{Messages.Amount(options.MaxCostPerJob!.Value)}: choose a shorter or smaller video, or another model.");
    }

    /// <summary>Plans a submission, and with it reserves its price.</summary>
    /// <exception cref="BudgetExceededException">The price exceeds a budget.</exception>
    /// <exception cref="ToolException">The store is damaged.</exception>
    /// <exception cref="ArgumentException">The id belongs to another request.</exception>
    public async Task ReserveAsync(ISubmissionStore store, SubmissionRecord submission, CancellationToken cancellationToken)
    {
        if (store.IsIncomplete)
        {
            throw new ToolException(
                ToolErrors.BudgetExceeded,
                "The store is damaged and may have lost submissions, so that what was spent is not known. Use another one.");
        }

        var day = submission.Budget!;
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (options.Budget is { } limit)
            {
                SubmissionRules.ThrowIfExceeded(
                    new SubmissionBudget("of this session", limit),
                    await GetSessionUseAsync(except: submission.Id, cancellationToken).ConfigureAwait(false),
                    submission.Price ?? 0);
            }

            var elsewhere = await GetDayUseAsync(day, except: store, cancellationToken).ConfigureAwait(false);
            var budget = new SubmissionBudget(day, (options.BudgetPerDay ?? decimal.MaxValue) - elsewhere.Total);
            session[submission.Id] = store;   // before, because a plan that fails may have been made
            await store.PlanAsync([submission], budget, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task<BudgetResult> GetStateAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var day = services.BudgetOf(options.TimeProvider.GetUtcNow());
            return new BudgetResult(
                StateOf(await GetSessionUseAsync(except: null, cancellationToken).ConfigureAwait(false), options.Budget),
                StateOf(await GetDayUseAsync(day, except: null, cancellationToken).ConfigureAwait(false), options.BudgetPerDay))
            {
                MaxCostPerJob = options.MaxCostPerJob,
                UnknownPriceReserve = options.UnknownPriceReserve,
                Currency = Currency,
            };
        }
        finally
        {
            gate.Release();
        }
    }

    private static BudgetState StateOf(BudgetUse use, decimal? limit) =>
        new(use.Reserved, use.Spent) { Limit = limit, Left = limit - use.Total };

    private async Task<BudgetUse> GetDayUseAsync(string day, ISubmissionStore? except, CancellationToken cancellationToken)
    {
        var total = default(BudgetUse);
        foreach (var store in services.OpenStores().Where(store => store != except))
        {
            total = Add(total, await store.GetBudgetUseAsync(day, cancellationToken).ConfigureAwait(false));
        }

        return total;
    }

    private async Task<BudgetUse> GetSessionUseAsync(Guid? except, CancellationToken cancellationToken)
    {
        var total = default(BudgetUse);
        foreach (var (id, store) in session.Where(one => one.Key != except))
        {
            if (await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } record)
            {
                total = Add(total, UseOf(record));
            }
        }

        return total;
    }

    private static BudgetUse Add(BudgetUse left, BudgetUse right) =>
        new(left.Reserved + right.Reserved, left.Spent + right.Spent);

    private static BudgetUse UseOf(SubmissionRecord record) =>
        SubmissionTransitions.ShareOf(record.State) == BudgetShare.Reserved
            ? new BudgetUse(record.BudgetAmount, 0) : new BudgetUse(0, record.BudgetAmount);
}
