namespace NanoGpt;

/// <summary>What an account can spend.</summary>
/// <param name="Usd">In US dollars; null if the service does not say.</param>
/// <param name="Nano">In Nano; null if the service does not say.</param>
/// <param name="NanoDepositAddress">Where Nano can be paid in; null if the service does not say. Compare it with what the website shows.</param>
public sealed record AccountBalance(decimal? Usd, decimal? Nano, string? NanoDepositAddress);
