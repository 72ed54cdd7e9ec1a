namespace Monster.Arcade;

/// <summary>
/// The beginning of a play that the pool replayed while the play went on, so that at its end only the rest is left. It is believed for a
/// recording that begins with exactly these keys and checkpoints, of this cartridge and seed.
/// </summary>
public sealed class ReplayedPart
{
    internal ReplayedPart(Cartridge cartridge, Seed seed, KeyTrack keys, int ticks, byte[] state, byte[] checkpoints, long units) =>
        (Cartridge, Seed, Keys, Ticks, State, Checkpoints, Units) = (cartridge, seed, keys, ticks, state, checkpoints, units);

    /// <summary>Completed updates.</summary>
    public int Ticks { get; }

    /// <summary>Budget units of <c>init</c> and these updates.</summary>
    public long Units { get; }

    internal Cartridge Cartridge { get; }

    internal Seed Seed { get; }

    internal KeyTrack Keys { get; }

    internal byte[] State { get; }

    internal byte[] Checkpoints { get; }

    internal bool Begins(Recording recording) =>
        recording.Cartridge == Cartridge.Sha256 && recording.Seed == Seed && recording.Ticks >= Ticks && recording.Status != PlayStatus.Trapped
        && recording.Checkpoints.AsSpan().StartsWith(Checkpoints) && recording.Keys.First(Ticks).Pairs.SequenceEqual(Keys.Pairs);
}
