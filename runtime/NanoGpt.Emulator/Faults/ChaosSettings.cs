namespace NanoGpt.Emulator.Faults;

/// <summary>Represents the faults and changed options of a <see cref="ChaosFile"/>. Null does not change an option.</summary>
public sealed record ChaosSettings
{
    /// <summary>Gets the seed of the random faults, which are used where no rule matches; null for no random faults.</summary>
    public int? Seed { get; init; }

    /// <summary>Gets the fraction of requests with a random fault, from 0 to 1.</summary>
    public double Rate { get; init; } = 0.25;

    /// <summary>Gets the rules, which take precedence over the random faults.</summary>
    public IReadOnlyList<FaultRule> Rules { get; init; } = [];

    /// <summary>Gets the value of <see cref="EmulatorOptions.InitialBalance"/>.</summary>
    public decimal? Balance { get; init; }

    /// <summary>Gets the value of <see cref="EmulatorOptions.SubmitsPerMinute"/>.</summary>
    public int? SubmitsPerMinute { get; init; }

    /// <summary>Gets the value of <see cref="EmulatorOptions.ExtendsPerMinute"/>.</summary>
    public int? ExtendsPerMinute { get; init; }

    /// <summary>Gets the value of <see cref="EmulatorOptions.RecoversPerMinute"/>.</summary>
    public int? RecoversPerMinute { get; init; }

    /// <summary>Gets the value of <see cref="EmulatorOptions.SubmitsPerDay"/>.</summary>
    public int? SubmitsPerDay { get; init; }

    /// <summary>Gets the value of <see cref="EmulatorOptions.UsdPerDay"/>.</summary>
    public decimal? UsdPerDay { get; init; }

    /// <summary>Gets the value of <see cref="EmulatorOptions.RecoverLag"/>.</summary>
    public TimeSpan? RecoverLag { get; init; }

    /// <summary>Gets the value of <see cref="EmulatorOptions.SeparateStorage"/>.</summary>
    public bool? SeparateStorage { get; init; }

    /// <summary>Gets the value of <see cref="EmulatorOptions.LinkLifetime"/>.</summary>
    public TimeSpan? LinkLifetime { get; init; }

    /// <summary>Gets the value of <see cref="EmulatorOptions.WebhookSecret"/>.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Gets the value of <see cref="EmulatorOptions.WebhookAddress"/>.</summary>
    public Uri? WebhookAddress { get; init; }

    /// <summary>Returns a copy of options with these settings applied.</summary>
    /// <param name="options">The options.</param>
    /// <param name="onInjected">A callback that receives each injected fault; null for none.</param>
    public EmulatorOptions ApplyTo(EmulatorOptions options, Action<InjectedFault>? onInjected = null)
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
            WebhookSecret = WebhookSecret ?? options.WebhookSecret,
            WebhookAddress = WebhookAddress ?? options.WebhookAddress,
            Behavior = new FaultBehavior(new FaultScript(Rules, random), options.TimeProvider, onInjected),
        };
    }
}
