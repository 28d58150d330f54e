namespace NanoGpt.Emulator.Faults;

/// <summary>Faults by rules: the first rule that fits a call and is not used up gives its fault.</summary>
/// <remarks>Rules with <see cref="FaultRule.Times"/> 1 are an ordered list: each is used once, in turn.</remarks>
public sealed class FaultScript : IFaultPlan
{
    private readonly Lock gate = new();
    private readonly FaultRule[] rules;
    private readonly int[] used;
    private readonly IFaultPlan? others;

    /// <summary>A script.</summary>
    /// <param name="rules">The rules, in order.</param>
    /// <param name="others">What befalls the calls that no rule fits; null for nothing.</param>
    public FaultScript(IEnumerable<FaultRule> rules, IFaultPlan? others = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        this.rules = [.. rules];
        this.others = others;
        used = new int[this.rules.Length];
    }

    /// <summary>A script that gives each fault once, in this order, to the first call that it can befall.</summary>
    public static FaultScript Once(params IEnumerable<string> faults) => new(faults.Select(name => new FaultRule(FaultCatalog.Get(name)) { Times = 1 }));

    /// <summary>A script that gives every call that it can befall this fault.</summary>
    public static FaultScript Always(string fault) => new([new FaultRule(FaultCatalog.Get(fault))]);

    /// <inheritdoc/>
    public Fault? For(EmulatorCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Use(rule => rule.Fits(call)) ?? others?.For(call);
    }

    /// <inheritdoc/>
    public void NotApplied(EmulatorCall call, Fault fault)
    {
        ArgumentNullException.ThrowIfNull(call);
        lock (gate)
        {
            // A rule waits for a call that its fault can spoil, such as the status of a job that has ended.
            var index = Array.FindIndex(rules, rule => rule.Fault == fault && rule.Fits(call));
            if (index >= 0 && used[index] > 0)
            {
                used[index]--;
            }
        }
    }

    /// <inheritdoc/>
    public bool ShouldReset(long connection) =>
        Use(rule => rule.Fault == FaultCatalog.ResetOnAccept && (rule.Attempt is null || rule.Attempt == connection)) is not null
        || others?.ShouldReset(connection) == true;

    private Fault? Use(Func<FaultRule, bool> fits)
    {
        lock (gate)
        {
            for (var i = 0; i < rules.Length; i++)
            {
                if (!(used[i] >= rules[i].Times) && fits(rules[i]))
                {
                    used[i]++;
                    return rules[i].Fault;
                }
            }
        }

        return null;
    }
}

/// <summary>One rule of a <see cref="FaultScript"/>. What it does not say, it does not ask for.</summary>
/// <param name="Fault">What goes wrong.</param>
public sealed record FaultRule(Fault Fault)
{
    /// <summary>Only calls of this route; null for all that the fault can befall.</summary>
    public EmulatorRoute? Route { get; init; }

    /// <summary>Only calls about this submission; null for all.</summary>
    public string? Submission { get; init; }

    /// <summary>Only this attempt of a subject, or this connection, counted from 1; null for all.</summary>
    public int? Attempt { get; init; }

    /// <summary>How often it is used; null for always.</summary>
    public int? Times { get; init; }

    internal bool Fits(EmulatorCall call) =>
        Fault.Routes.Contains(call.Route)
        && (Route is null || Route == call.Route)
        && (Submission is null || string.Equals(Submission, call.Subject, StringComparison.OrdinalIgnoreCase))
        && (Attempt is null || Attempt == call.Attempt);
}
