namespace NanoGpt.Extensions.AI;

/// <summary>Represents the options of <see cref="VideoTools"/>.</summary>
/// <remarks>Without <see cref="Budget"/> and <see cref="BudgetPerDay"/>, nothing is submitted.</remarks>
public sealed record VideoToolOptions
{
    /// <summary>Gets the function that returns the models at their first use; null for the built-in directory.</summary>
    public Func<Catalog>? LoadCatalog { get; init; }

    /// <summary>Gets the maximum cost of one job by the recorded prices; null for no limit.</summary>
    public decimal? MaxCostPerJob { get; init; }

    /// <summary>Gets the maximum cost of all jobs that these tools submit; null for no limit.</summary>
    public decimal? Budget { get; init; }

    /// <summary>
    /// Gets the maximum cost of the jobs of a UTC day; null for no limit. It holds for all tools with the same store and
    /// <see cref="BudgetName"/>, also after a restart.
    /// </summary>
    public decimal? BudgetPerDay { get; init; }

    /// <summary>Gets the name of the budget in the store. The default is <c>agents</c>.</summary>
    public string BudgetName { get; init; } = "agents";

    /// <summary>
    /// Gets the amount that is reserved for a request whose price is unknown. Null, the default, refuses such requests.
    /// </summary>
    public decimal? UnknownPriceReserve { get; init; }

    /// <summary>Gets the folder whose files requests may contain as media; null for none.</summary>
    public string? MediaFolder { get; init; }

    /// <summary>Gets the folder to which videos are saved. The default is the current folder.</summary>
    public string OutputFolder { get; init; } = ".";

    /// <summary>
    /// Gets the maximum time of one wait for a job. The default is 50 seconds: many clients cancel calls after a minute.
    /// </summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>Gets the clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
