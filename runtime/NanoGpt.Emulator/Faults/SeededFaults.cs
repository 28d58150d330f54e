using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NanoGpt.Emulator.Faults;

/// <summary>
/// Selects random faults. The fault of a request depends only on the seed, the route, the submission id and the attempt, so a job
/// has the same faults in any interleaving with other jobs.
/// </summary>
public sealed class SeededFaults : IFaultPlan
{
    private static readonly Dictionary<EmulatorRoute, Fault[]> Choices =
        Enum.GetValues<EmulatorRoute>().ToDictionary(
            route => route,
            route => FaultCatalog.All.Where(fault => !fault.IsFalseSuccess && fault.Routes.Contains(route)).ToArray());

    private readonly int seed;
    private readonly double rate;

    /// <summary>Initializes a plan.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="rate">The fraction of requests with a fault, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is less than 0 or greater than 1.</exception>
    public SeededFaults(int seed, double rate = 0.25)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1);
        (this.seed, this.rate) = (seed, rate);
    }

    /// <inheritdoc/>
    public Fault? Select(EmulatorCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var choices = Choices[call.Route];
        var identity = FormattableString.Invariant($"{seed}\n{call.Route}\n{call.Subject}\n{call.Attempt}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(identity));
        return choices.Length > 0 && Fraction(hash) < rate ? choices[(int)(Fraction(hash.AsSpan(8)) * choices.Length)] : null;
    }

    // At least 0 and less than 1, with the 53 bits of precision of a double.
    private static double Fraction(ReadOnlySpan<byte> bytes) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> 11) * (1.0 / (1L << 53));
}
