namespace Monster.Board.People;

/// <summary>A person's account as the shared state has it. Nothing in it is secret to whoever has the state: passwords are verifiers, the rest is sealed.</summary>
public sealed record Account
{
    /// <summary>The number, from 1, never given again.</summary>
    public required uint Id { get; init; }

    /// <summary>The name others see; see <see cref="PersonName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>What a password is checked against.</summary>
    public required byte[] Verifier { get; init; }

    /// <summary>The name of the key that seals what is this person's.</summary>
    public required byte[] KeyId { get; init; }

    /// <summary>What the person may do.</summary>
    public AccountLevel Level { get; init; }

    /// <summary>Until when the person may not call; the past for no ban.</summary>
    public DateTimeOffset BannedUntil { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Why, in the sysop's words.</summary>
    public string BanReason { get; init; } = "";

    /// <summary>Settings and profile, sealed.</summary>
    public byte[] Personal { get; init; } = [];

    /// <summary>The secret of one-time codes, sealed; empty when they are not asked for.</summary>
    public byte[] Totp { get; init; } = [];

    /// <summary>The time step of the one-time code used last: none is taken twice.</summary>
    public long TotpStep { get; init; }

    /// <summary>When the last call began.</summary>
    public DateTimeOffset LastCall { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>How often the person called.</summary>
    public uint Calls { get; init; }

    /// <summary>How many posts the person wrote.</summary>
    public uint Posts { get; init; }

    /// <summary>Whether the person runs the board.</summary>
    public bool IsSysop => Level == AccountLevel.Sysop;

    /// <summary>Whether the person may not call at a time.</summary>
    public bool IsBanned(DateTimeOffset at) => BannedUntil > at;

    internal byte[] ToBytes() => new FieldWriter()
        .Byte(1).U32(Id).Text(Name).Time(Since).Bytes(Verifier).Bytes(KeyId).Byte((byte)Level).Time(BannedUntil).Text(BanReason)
        .Bytes(Personal).Bytes(Totp).I64(TotpStep).Time(LastCall).U32(Calls).U32(Posts).ToArray();

    internal static Account FromBytes(byte[] bytes)
    {
        var fields = new FieldReader(bytes);
        if (fields.Byte() != 1)
            throw new BoardFormatException("An account is of a newer version than this program.");
        return new Account
        {
            Id = fields.U32(),
            Name = fields.Text(IReadStore.MaxValueBytes),
            Since = fields.Time(),
            Verifier = fields.Bytes(IReadStore.MaxValueBytes),
            KeyId = fields.Bytes(IReadStore.MaxValueBytes),
            Level = (AccountLevel)fields.Byte(),
            BannedUntil = fields.Time(),
            BanReason = fields.Text(IReadStore.MaxValueBytes),
            Personal = fields.Bytes(IReadStore.MaxValueBytes),
            Totp = fields.Bytes(IReadStore.MaxValueBytes),
            TotpStep = fields.I64(),
            LastCall = fields.Time(),
            Calls = fields.U32(),
            Posts = fields.U32(),
        };
    }
}
