using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NanoGpt.Hosting;

internal sealed class NanoGptHealthCheck(INanoGptClientFactory clients, string name) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var balance = await clients.Get(name).GetBalanceAsync(cancellationToken).ConfigureAwait(false);
            return balance.Usd is <= 0 && balance.Nano is null or <= 0
                ? HealthCheckResult.Degraded("The balance of the account is 0.")
                : HealthCheckResult.Healthy();
        }
        catch (NanoGptException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
