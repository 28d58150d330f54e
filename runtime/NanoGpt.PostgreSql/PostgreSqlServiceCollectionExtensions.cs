using Microsoft.Extensions.DependencyInjection;
using NanoGpt.PostgreSql;

namespace NanoGpt;

/// <summary>Contains extension methods that add a shared store to a host.</summary>
public static class PostgreSqlServiceCollectionExtensions
{
    /// <summary>
    /// Adds a store in PostgreSQL, which all clients of the host use that have no journal. They also share their rate limits with
    /// all processes that use the same database and API key.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="connectionString">
    /// The connection string of Npgsql, such as <c>builder.Configuration.GetConnectionString("NanoGpt")</c>.
    /// </param>
    /// <exception cref="ArgumentException">The text is not a connection string. The message does not contain it.</exception>
    public static IServiceCollection AddNanoGptPostgreSql(this IServiceCollection services, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(services);
        var store = new PostgreSqlSubmissionStore(connectionString);   // here, so that an invalid text ends the start
        services.AddSingleton(_ => store);   // by a factory, so that the host disposes it
        return services.AddSingleton<ISubmissionStore>(
            static provider => provider.GetRequiredService<PostgreSqlSubmissionStore>());
    }
}
