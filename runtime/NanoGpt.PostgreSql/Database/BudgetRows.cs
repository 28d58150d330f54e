using Npgsql;

namespace NanoGpt.PostgreSql.Database;

/// <summary>Reads and changes the sums of budgets.</summary>
internal static class BudgetRows
{
    /// <summary>Reserves an amount. The row stays locked, so that the sum is right until the transaction ends.</summary>
    /// <exception cref="BudgetExceededException">The amount exceeds the budget.</exception>
    public static async Task ReserveAsync(
        NpgsqlConnection connection, SubmissionBudget budget, decimal price, CancellationToken cancellationToken)
    {
        await using var add = new NpgsqlCommand(
            "INSERT INTO nanogpt.budgets (name, reserved, spent) VALUES ($1, 0, 0) ON CONFLICT (name) DO NOTHING", connection)
        { Parameters = { new() { Value = budget.Name } } };
        await add.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        var use = await ReadAsync(connection, budget.Name, isLocked: true, cancellationToken).ConfigureAwait(false);
        SubmissionRules.ThrowIfExceeded(budget, use, price);
        await ChangeAsync(connection, budget.Name, price, 0, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Moves the amount of a submission that has changed.</summary>
    public static Task MoveAsync(
        NpgsqlConnection connection, SubmissionRecord before, SubmissionRecord after, CancellationToken cancellationToken)
    {
        var (from, to) = (Share(before), Share(after));
        return before.Budget is null || from == to
            ? Task.CompletedTask
            : ChangeAsync(
                connection, before.Budget, to.Reserved - from.Reserved, to.Spent - from.Spent, cancellationToken);
    }

    public static async Task<BudgetUse> ReadAsync(
        NpgsqlConnection connection, string name, bool isLocked, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT reserved, spent FROM nanogpt.budgets WHERE name = $1";
        await using var command = new NpgsqlCommand(isLocked ? $"{Sql} FOR UPDATE" : Sql, connection)
        { Parameters = { new() { Value = name } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? new BudgetUse(reader.GetDecimal(0), reader.GetDecimal(1))
            : default;
    }

    private static BudgetUse Share(SubmissionRecord record) =>
        SubmissionTransitions.ShareOf(record.State) == BudgetShare.Reserved
            ? new(record.BudgetAmount, 0)
            : new(0, record.BudgetAmount);

    private static async Task ChangeAsync(
        NpgsqlConnection connection, string name, decimal reserved, decimal spent, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE nanogpt.budgets SET reserved = reserved + $2, spent = spent + $3 WHERE name = $1", connection)
        { Parameters = { new() { Value = name }, new() { Value = reserved }, new() { Value = spent } } };
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
