namespace NanoGpt.Storage.Tests.Contract;

/// <summary>Runs operations on a store and on a model of its contract, and compares every result.</summary>
/// <param name="store">The store.</param>
internal sealed class ModelRun(ISubmissionStore store)
{
    private const decimal Limit = 5;

    // Written from the contract, without the product's table.
    private static readonly HashSet<string> Allowed =
    [
        "Sending-Accepted", "Sending-Rejected", "Sending-Unknown",
        "Unknown-Unknown", "Unknown-Accepted", "Unknown-Rejected", "Unknown-Absent", "Absent-Accepted", "Absent-Rejected", "Rejected-Accepted", "Accepted-Completed", "Accepted-Failed", "Accepted-Saved",
        "Completed-Saved",
    ];

    private readonly SubmissionBudget budget = new($"model-{Guid.NewGuid():N}", Limit);
    private readonly Item[] items = [.. Enumerable.Range(0, StoreOperation.Submissions).Select(static index => new Item(index))];

    public async Task CheckAsync(IReadOnlyList<StoreOperation> operations, CancellationToken cancellationToken)
    {
        var history = new List<StoreOperation>();
        foreach (var operation in operations)
        {
            history.Add(operation);
            var (expected, actual) = await RunAsync(operation, items[operation.Index], cancellationToken);
            Assert.True(expected == actual, $"{expected} expected, {actual} returned:\n{string.Join('\n', history)}");
            foreach (var item in items)
            {
                var record = await store.FindAsync(item.Id, cancellationToken);
                var seen = record is null ? "none" : $"{record.State} {record.Fence}";
                Assert.True(item.Text == seen, $"{item.Text} expected, {seen} found:\n{string.Join('\n', history)}");
            }

            var use = await store.GetBudgetUseAsync(budget.Name, cancellationToken);
            var modelUse = new BudgetUse(Sum("Planned", "Sending", "Unknown"), Sum("Accepted", "Completed", "Failed", "Saved"));
            Assert.True(modelUse == use, $"{modelUse} expected, {use} found:\n{string.Join('\n', history)}");
        }
    }

    private async Task<(string Expected, string Actual)> RunAsync(
        StoreOperation operation, Item item, CancellationToken cancellationToken)
    {
        var lease = operation.IsHeld ? TimeSpan.FromDays(1) : TimeSpan.Zero;
        var record = new SubmissionRecord(item.Id, "sora-2", DateTimeOffset.UnixEpoch.AddDays(item.Index))
        {
            Fence = Math.Max(0, item.Fence - operation.FencesBack),
            State = operation.State,
            RunId = SubmissionTransitions.WithJob.Contains(operation.State) ? "run" : null,
        };
        switch (operation.Kind)
        {
            case StoreMethod.Plan:
                var plan = record with { Budget = budget.Name, Price = item.Price };
                try
                {
                    return (Plan(item), $"{await store.PlanAsync([plan], budget, cancellationToken)}");
                }
                catch (BudgetExceededException)
                {
                    return (Plan(item), "exceeded");
                }

            case StoreMethod.Claim:
                var claimed = await store.ClaimAsync(operation.State, 1, lease, budget.Name, cancellationToken);
                return (Claim(operation, claimed), string.Concat(claimed.Select(one => $"{one.Id} {one.State} {one.Fence}")));

            case StoreMethod.Renew:
                var isRenewed = await store.RenewAsync(record, lease, cancellationToken);
                return ($"{Renew(item, record, operation.IsHeld)}", $"{isRenewed}");

            case StoreMethod.BeginSend:
                var sending = await store.BeginSendAsync(
                    record with { Budget = budget.Name, Price = item.Price }, lease, cancellationToken);
                return (Begin(item, record, operation.IsHeld), sending is null ? "no" : $"{sending.Fence}");

            default:
                // Nobody records that a submission is planned or sent, and what is not planned has no budget.
                return operation.State is SubmissionState.Planned or SubmissionState.Sending || item.State is null
                    ? ("", "")
                    : ($"{Record(item, record)}", $"{await store.RecordAsync(record, cancellationToken)}");
        }
    }

    private string Plan(Item item)
    {
        if (item.State is not (null or "Rejected" or "Absent"))
        {
            return "0";
        }

        if (items.Where(one => one.State is not (null or "Rejected" or "Absent")).Sum(one => one.Price) + item.Price > Limit)
        {
            return "exceeded";
        }

        (item.State, item.IsHeld) = ("Planned", false);
        return "1";
    }

    // Which of several is the store's choice.
    private string Claim(StoreOperation operation, IReadOnlyList<SubmissionRecord> claimed)
    {
        var due = items.Where(item => !item.IsHeld && item.Effective == $"{operation.State}").ToList();
        if (due.Count == 0 || operation.State == SubmissionState.Sending)
        {
            return "";
        }

        var item = due.Find(item => item.Id == claimed.SingleOrDefault()?.Id) ?? due[0];
        (item.State, item.IsHeld) = (item.Effective, operation.IsHeld);
        item.Fence += item.State is "Planned" or "Accepted" or "Completed" ? 1 : 0;
        return $"{item.Id} {item.State} {item.Fence}";
    }

    private static bool Renew(Item item, SubmissionRecord record, bool isHeld)
    {
        if (item.State is null || item.Fence != record.Fence || item.Effective != $"{record.State}")
        {
            return false;
        }

        (item.State, item.IsHeld) = (item.Effective, isHeld);
        return true;
    }

    private static string Begin(Item item, SubmissionRecord record, bool isHeld)
    {
        if (item.State != "Planned" || item.Fence != record.Fence)
        {
            return "no";
        }

        (item.State, item.IsHeld, item.Fence) = ("Sending", isHeld, item.Fence + 1);
        return $"{item.Fence}";
    }

    private static bool Record(Item item, SubmissionRecord record)
    {
        if (item.Fence != record.Fence || !Allowed.Contains($"{item.Effective}-{record.State}"))
        {
            return false;
        }

        (item.State, item.IsHeld) = ($"{record.State}", item.IsHeld && ($"{record.State}" is "Accepted" or "Completed"));
        return true;
    }

    private decimal Sum(params string[] states) => items.Where(item => states.Contains(item.State)).Sum(item => item.Price);

    private sealed class Item(int index)
    {
        public int Index => index;

        public Guid Id { get; } = Guid.NewGuid();

        public decimal Price => index + 1;   // of 1, 2 and 3, two fit

        public string? State { get; set; }

        public long Fence { get; set; }

        public bool IsHeld { get; set; }

        public string? Effective => State == "Sending" && !IsHeld ? "Unknown" : State;

        public string Text => State is null ? "none" : $"{Effective} {Fence}";
    }
}
