namespace NanoGpt;

/// <summary>The account has too little money (402).</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class InsufficientBalanceException(string message, Exception? innerException = null) : NanoGptException(message, innerException)
{
    /// <summary>The balance that the service wants, in its unit; null if it does not say.</summary>
    public decimal? Required { get; init; }

    /// <summary>What is left, in the same unit; null if the service does not say.</summary>
    public decimal? Remaining { get; init; }

    /// <summary>
    /// The header <c>PAYMENT-REQUIRED</c> of Venice's wallet protocol (x402), as it came: base64 of JSON with what may be paid and to
    /// whom. Null if there was none. Nothing in it is followed.
    /// </summary>
    public string? PaymentRequirements { get; init; }
}
