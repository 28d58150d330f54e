namespace NanoGpt.Emulator.Faults;

/// <summary>What goes wrong, and what else is not as usual. What is null stays as the options have it.</summary>
public sealed record ChaosSettings
{
    /// <summary>Chooses faults at random for calls that no rule fits; null for none.</summary>
    public int? Seed { get; init; }

    /// <summary>Which part of these calls goes wrong, from 0 to 1.</summary>
    public double Rate { get; init; } = 0.25;

    /// <summary>Faults by rules, which come first.</summary>
    public IReadOnlyList<FaultRule> Rules { get; init; } = [];

    /// <summary>See <see cref="EmulatorOptions.InitialBalance"/>.</summary>
    public decimal? Balance { get; init; }

    /// <summary>See <see cref="EmulatorOptions.SubmitsPerMinute"/>.</summary>
    public int? SubmitsPerMinute { get; init; }

    /// <summary>See <see cref="EmulatorOptions.ExtendsPerMinute"/>.</summary>
    public int? ExtendsPerMinute { get; init; }

    /// <summary>See <see cref="EmulatorOptions.RecoversPerMinute"/>.</summary>
    public int? RecoversPerMinute { get; init; }

    /// <summary>See <see cref="EmulatorOptions.SubmitsPerDay"/>.</summary>
    public int? SubmitsPerDay { get; init; }

    /// <summary>See <see cref="EmulatorOptions.UsdPerDay"/>.</summary>
    public decimal? UsdPerDay { get; init; }

    /// <summary>See <see cref="EmulatorOptions.RecoverLag"/>.</summary>
    public TimeSpan? RecoverLag { get; init; }

    /// <summary>See <see cref="EmulatorOptions.SeparateStorage"/>.</summary>
    public bool? SeparateStorage { get; init; }

    /// <summary>See <see cref="EmulatorOptions.LinkLifetime"/>.</summary>
    public TimeSpan? LinkLifetime { get; init; }

    /// <summary>The options with these settings in them.</summary>
    /// <param name="options">The options.</param>
    /// <param name="told">Told each fault as it is made; null for nobody.</param>
    public EmulatorOptions ApplyTo(EmulatorOptions options, Action<InjectedFault>? told = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var random = Seed is { } seed ? new SeededFaults(seed, Rate) : null;
        return options with
        {
            InitialBalance = Balance ?? options.InitialBalance,
            SubmitsPerMinute = SubmitsPerMinute ?? options.SubmitsPerMinute,
            ExtendsPerMinute = ExtendsPerMinute ?? options.ExtendsPerMinute,
            RecoversPerMinute = RecoversPerMinute ?? options.RecoversPerMinute,
            SubmitsPerDay = SubmitsPerDay ?? options.SubmitsPerDay,
            UsdPerDay = UsdPerDay ?? options.UsdPerDay,
            RecoverLag = RecoverLag ?? options.RecoverLag,
            SeparateStorage = SeparateStorage ?? options.SeparateStorage,
            LinkLifetime = LinkLifetime ?? options.LinkLifetime,
            Behavior = new FaultBehavior(new FaultScript(Rules, random), options.TimeProvider, told),
        };
    }
}
