using NanoGpt.PostgreSql;

namespace NanoGpt.Cli.Service;

/// <summary>Represents <c>--store CONNECTION</c>, the database that several machines share.</summary>
internal sealed class StoreOption : Option<string?>
{
    private const string Variable = "NANOGPT_STORE";

    public StoreOption()
        : base("--store")
    {
        Description =
            $"The PostgreSQL database that several machines share, such as 'Host=db;Database=videos' [default: {Variable}]; "
            + "set a password by PGPASSWORD or a password file, because others on the machine can see arguments";
        HelpName = "CONNECTION";
    }

    /// <summary>Returns the store; null if none is specified.</summary>
    /// <exception cref="CommandException">The text is not a connection string.</exception>
    public PostgreSqlSubmissionStore? Open(ParseResult result, CommandHost host)
    {
        if ((result.GetValue(this) ?? host.GetVariable(Variable)) is not { Length: > 0 } connection)
        {
            return null;
        }

        try
        {
            return new PostgreSqlSubmissionStore(connection);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(ExitCode.Usage, e.Message.Split(" (Parameter", 2)[0]);
        }
    }
}
