using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NanoGpt.Emulator.Faults;

/// <summary>
/// Faults that a seed chooses. Each choice follows from the seed, the submission id and the attempt alone, so that the same seed
/// gives a job the same faults whatever the other jobs do.
/// </summary>
public sealed class SeededFaults : IFaultPlan
{
    private static readonly Dictionary<EmulatorRoute, Fault[]> Choices =
        Enum.GetValues<EmulatorRoute>().ToDictionary(route => route, route => FaultCatalog.All.Where(fault => !fault.IsFalseSuccess && fault.Routes.Contains(route)).ToArray());

    private readonly int seed;
    private readonly double rate;

    /// <summary>A plan.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="rate">Which part of the calls goes wrong, from 0 to 1.</param>
    public SeededFaults(int seed, double rate = 0.25)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1);
        (this.seed, this.rate) = (seed, rate);
    }

    /// <inheritdoc/>
    public Fault? For(EmulatorCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var choices = Choices[call.Route];
        var dice = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}\n{call.Route}\n{call.Subject}\n{call.Attempt}")));
        return choices.Length > 0 && Part(dice) < rate ? choices[(int)(Part(dice.AsSpan(8)) * choices.Length)] : null;
    }

    // From 0 to 1, without 1: the 53 bits that a double holds.
    private static double Part(ReadOnlySpan<byte> bytes) => (BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> 11) * (1.0 / (1L << 53));
}
