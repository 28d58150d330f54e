using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NanoGpt.Hosting;

/// <summary>Checks that the service responds and accepts the key.</summary>
internal sealed class NanoGptHealthCheck(INanoGptClientFactory clients, string name) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var balance = await clients.Get(name).GetBalanceAsync(cancellationToken).ConfigureAwait(false);
            return balance.Usd is <= 0 && balance.Nano is null or <= 0
                ? HealthCheckResult.Degraded("The account has no money.")
                : HealthCheckResult.Healthy();
        }
        catch (NanoGptException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
