using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NanoGpt.Emulator.Faults;

/// <summary>Selects faults by rules. The first rule that matches a request and is not used up selects its fault.</summary>
/// <remarks>Rules with <see cref="FaultRule.Times"/> = 1 form an ordered list: each is used once, in order.</remarks>
public sealed class FaultScript : IFaultPlan
{
    private readonly object gate = new();
    private readonly FaultRule[] rules;
    private readonly int[] used;
    private readonly IFaultPlan? fallback;

    /// <summary>Initializes a script.</summary>
    /// <param name="rules">The rules, in order.</param>
    /// <param name="fallback">The plan for requests that no rule matches; null for none.</param>
    public FaultScript(IEnumerable<FaultRule> rules, IFaultPlan? fallback = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        this.rules = [.. rules];
        this.fallback = fallback;
        used = new int[this.rules.Length];
    }

    /// <summary>Creates a script that injects each fault once, in this order, into the first applicable request.</summary>
    /// <param name="faults">The names of the faults.</param>
    /// <exception cref="ArgumentException">There is no fault with a name.</exception>
    public static FaultScript Once(params IEnumerable<string> faults) =>
        new(faults.Select(name => new FaultRule(FaultCatalog.Get(name)) { Times = 1 }));

    /// <summary>Creates a script that injects a fault into each request that it applies to.</summary>
    /// <param name="fault">The name of the fault.</param>
    /// <exception cref="ArgumentException">There is no fault with this name.</exception>
    public static FaultScript Always(string fault) => new([new FaultRule(FaultCatalog.Get(fault))]);

    /// <inheritdoc/>
    public Fault? Select(EmulatorCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Use(rule => rule.Matches(call)) ?? fallback?.Select(call);
    }

    /// <inheritdoc/>
    public void NotApplied(EmulatorCall call, Fault fault)
    {
        ArgumentNullException.ThrowIfNull(call);
        lock (gate)
        {
            // The rule stays available for a request that its fault is applicable to, such as the status of a completed job.
            var index = Array.FindIndex(rules, rule => rule.Fault == fault && rule.Matches(call));
            if (index >= 0 && used[index] > 0)
            {
                used[index]--;
            }
        }
    }

    /// <inheritdoc/>
    public bool ShouldReset(long connection) =>
        Use(rule => rule.Fault == FaultCatalog.ResetOnAccept && (rule.Attempt is null || rule.Attempt == connection)) is not null
        || fallback?.ShouldReset(connection) == true;

    private Fault? Use(Func<FaultRule, bool> matches)
    {
        lock (gate)
        {
            for (var i = 0; i < rules.Length; i++)
            {
                if (!(used[i] >= rules[i].Times) && matches(rules[i]))
                {
                    used[i]++;
                    return rules[i].Fault;
                }
            }
        }

        return null;
    }
}

/// <summary>Represents a rule of a <see cref="FaultScript"/>.</summary>
/// <param name="Fault">The fault to inject.</param>
public sealed record FaultRule(Fault Fault)
{
    /// <summary>Gets the route of matching requests; null for all routes of the fault.</summary>
    public EmulatorRoute? Route { get; init; }

    /// <summary>Gets the submission of matching requests; null for all.</summary>
    public string? Submission { get; init; }

    /// <summary>Gets the number of the matching attempt or connection, from 1; null for all.</summary>
    public int? Attempt { get; init; }

    /// <summary>Gets the maximum number of uses; null for no limit.</summary>
    public int? Times { get; init; }

    internal bool Matches(EmulatorCall call) =>
        Fault.Routes.Contains(call.Route)
        && (Route is null || Route == call.Route)
        && (Submission is null || string.Equals(Submission, call.Subject, StringComparison.OrdinalIgnoreCase))
        && (Attempt is null || Attempt == call.Attempt);
}

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
