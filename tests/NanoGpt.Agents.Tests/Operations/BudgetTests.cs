using System.Text.Json.Nodes;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Agents.Tests.Operations;

public class BudgetTests
{
    private const int Calls = 1000;

    // A request costs 0.8.
    [Theory]
    [InlineData(5.0, null, 6)]
    [InlineData(null, 4.0, 5)]
    [InlineData(8.0, 2.5, 3)]
    public async Task SubmitVideo_ThousandCallsAtOnce_NeverExceedTheBudgets(double? budget, double? budgetPerDay, int expected)
    {
        await using var agent = await Agent.StartAsync(_ => new VideoToolOptions { Budget = (decimal?)budget, BudgetPerDay = (decimal?)budgetPerDay });

        var results = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => agent.SubmitAsync()));

        Assert.Equal(expected, results.Count(static result => !result.IsError));
        Assert.All(results.Where(static result => result.IsError), static result => Assert.Equal("budget_exceeded", result.ErrorCode()));
        Assert.Equal(expected, agent.Emulator.PaidJobs);
    }

    [Fact]
    public async Task SubmitVideo_UnknownOutcomes_KeepTheirReserveAcrossRestarts()
    {
        var losses = new Interception { LosesResponses = true };
        await using var agent = await Agent.StartAsync(static _ => new VideoToolOptions { BudgetPerDay = 2 }, losses);

        var first = await agent.SubmitAsync("one");
        agent.Restart();
        var second = await agent.SubmitAsync("two");
        agent.Restart();
        var third = await agent.SubmitAsync("three");

        Assert.Equal("outcome_unknown", first.ErrorCode());
        Assert.Equal("outcome_unknown", second.ErrorCode());
        Assert.Equal("budget_exceeded", third.ErrorCode());
        var day = (await agent.CallAsync("budget")).Succeeded().GetProperty("day");
        Assert.Equal(1.6m, day.GetProperty("reserved").GetDecimal());
        Assert.Equal(0.4m, day.GetProperty("left").GetDecimal());
        Assert.Equal(2, agent.Emulator.PaidJobs);
    }

    [Fact]
    public async Task SubmitVideo_BudgetPerDay_HoldsAcrossRestartsAndEndsWithTheDay()
    {
        await using var agent = await Agent.StartAsync(static _ => new VideoToolOptions { BudgetPerDay = 1 });

        (await agent.SubmitAsync("one")).Succeeded();
        agent.Restart();
        var sameDay = await agent.SubmitAsync("two");
        agent.Clock.Advance(TimeSpan.FromDays(1));
        (await agent.SubmitAsync("three")).Succeeded();

        Assert.Equal("budget_exceeded", sameDay.ErrorCode());
        Assert.Equal(2, agent.Emulator.PaidJobs);
    }

    [Fact]
    public async Task SubmitVideo_RejectedByTheService_ReleasesTheReserve()
    {
        await using var agent = await Agent.StartAsync(
            static _ => new VideoToolOptions { Budget = 1 }, new Rejection());

        var rejected = await agent.SubmitAsync("one");
        var accepted = await agent.SubmitAsync("one");

        Assert.Equal("service_failed", rejected.ErrorCode());
        accepted.Succeeded();
        Assert.Equal(1, agent.Emulator.PaidJobs);
    }

    [Fact]
    public async Task SubmitVideo_WithoutABudget_IsRefused()
    {
        await using var agent = await Agent.StartAsync(static _ => new VideoToolOptions());

        Assert.Equal("budget_exceeded", (await agent.SubmitAsync()).ErrorCode());
        Assert.Equal(0, agent.Emulator.PaidJobs);
    }

    [Fact]
    public async Task SubmitVideo_AboveTheLimitOfAJob_IsRefused()
    {
        await using var agent = await Agent.StartAsync(static _ => new VideoToolOptions { Budget = 5, MaxCostPerJob = 0.5m });

        Assert.Equal("budget_exceeded", (await agent.SubmitAsync()).ErrorCode());
        Assert.Equal(0, agent.Emulator.PaidJobs);
    }

    [Theory]
    [InlineData(null, "price_unknown")]
    [InlineData(1.0, null)]
    [InlineData(3.0, "budget_exceeded")]
    public async Task SubmitVideo_UnknownPrice_IsRefusedOrReservesTheAmount(double? reserve, string? error)
    {
        await using var agent = await Agent.StartAsync(_ => new VideoToolOptions { Budget = 2, UnknownPriceReserve = (decimal?)reserve });

        var result = await agent.CallAsync("submit_video", new { model = UnpricedModel, request = new { prompt = "A tram" } });

        Assert.Equal(error, result.IsError ? result.ErrorCode() : null);
        Assert.Equal(error is null ? 1 : 0, agent.Emulator.PaidJobs);
    }

    [Fact]
    public async Task SubmitVideo_DamagedStore_IsRefused()
    {
        await using var agent = await Agent.StartAsync(static _ => new VideoToolOptions { BudgetPerDay = 5 });
        await agent.SubmitAsync("one");
        agent.Damage();

        Assert.Equal("budget_exceeded", (await agent.SubmitAsync("two")).ErrorCode());
        Assert.Equal(1, agent.Emulator.PaidJobs);
    }

    // A model that needs only a prompt and has no recorded price.
    private static string UnpricedModel => Models.Offered.First(static model =>
        model.Price is not { Rates.IsEmpty: false } && MinimalRequest.Of(model).Count == 2).Id;

    private sealed class Rejection : IEmulatorBehavior
    {
        private int calls;

        public ValueTask<EmulatorResponse?> BeforeAsync(EmulatorCall call, CancellationToken cancellationToken) => new(
            call.Method == "POST" && calls++ == 0
                ? EmulatorResponse.Json(new JsonObject { ["error"] = "The content is not allowed." }, status: 400) : null);
    }
}
