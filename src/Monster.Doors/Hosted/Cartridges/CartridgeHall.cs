using System.Security.Cryptography;
using Monster.Arcade;
using Monster.Arcade.Observatory;
using Monster.Arcade.Screens;
using Monster.Cartridge;

namespace Monster.Doors;

/// <summary>
/// Where a cartridge door is played by one caller: recordings and a play that is not over are the caller's, scores are the door's. A score counts when its
/// recording was played again and came to the same.
/// </summary>
public sealed class CartridgeHall : IHall
{
    private static readonly TimeSpan CheckTime = TimeSpan.FromSeconds(20);

    private readonly CartridgeDoor _door;
    private readonly PlayerStore _own;
    private readonly DoorScores _scores;
    private readonly string _player;
    private readonly TimeProvider _time;

    /// <summary>A caller's place at a door.</summary>
    /// <param name="door">The door.</param>
    /// <param name="scratch">Where the caller's things are.</param>
    /// <param name="shared">Where the door's scores are.</param>
    /// <param name="player">The caller's name.</param>
    /// <param name="time">The clock.</param>
    public CartridgeHall(CartridgeDoor door, string scratch, string shared, string player, TimeProvider time) =>
        (_door, _own, _scores, _player, _time) = (door, new PlayerStore(scratch, time), new DoorScores(shared, time), player, time);

    /// <summary>None: a door is in no place of the 71.</summary>
    public IReadOnlyList<Place> Places => [];

    /// <inheritdoc/>
    public HeckeAtlas Atlas => throw Elsewhere();

    /// <inheritdoc/>
    public Monster.Arcade.Cartridge Load(Place place) => throw Elsewhere();

    /// <inheritdoc/>
    public IReel? Reel(Place place) => null;

    /// <inheritdoc/>
    public Standing StandingOf(Monster.Arcade.Cartridge cartridge)
    {
        var manifest = cartridge.Manifest;
        int? record = _scores.Of(manifest.Title, manifest.Rules) is [var best, ..] ? best.Score : null;
        return new Standing(_own.Best(manifest.Title, manifest.Rules)?.Score, record, _own.Recent(int.MaxValue).Count);
    }

    /// <inheritdoc/>
    public ValueTask<Play> BeginAsync(Monster.Arcade.Cartridge cartridge) => new(new Play(cartridge, Seed.FromBytes(RandomNumberGenerator.GetBytes(Abi.SeedBytes))));

    /// <inheritdoc/>
    public async ValueTask<KeptNote> KeepAsync(Recording recording, Monster.Arcade.Cartridge cartridge)
    {
        if (recording is not { Status: PlayStatus.Over, Score: { } score and > 0 })
        {
            Keep(recording, cartridge);
            return new KeptNote("Kept.");
        }

        if (await Task.Run(() => Fault(recording, cartridge)) is { } fault)
            return new KeptNote($"Not counted: {fault}");
        Keep(recording, cartridge);
        return _scores.Add(new DoorScore(cartridge.Manifest.Title, recording.Rules, _player, score, _time.GetUtcNow())) switch
        {
            1 => new KeptNote("Checked: the best score at this door!", IsGood: true),
            { } place => new KeptNote($"Checked: number {place} at this door", IsGood: true),
            null => new KeptNote("Checked."),
        };
    }

    /// <inheritdoc/>
    public void Save(Play play) => _own.Save(play);

    /// <inheritdoc/>
    public Play? TakeUp(Monster.Arcade.Cartridge cartridge)
    {
        try
        {
            return _own.Resume(cartridge);
        }
        catch (ArcadeException)
        {
            return null; // damaged: its file stays for whoever wants to look at it, and the game can be played
        }
    }

    /// <inheritdoc/>
    public void Forget(Monster.Arcade.Cartridge cartridge)
    {
        if (_own.HasSaved(cartridge))
            _own.Forget(cartridge);
    }

    /// <summary>None: the caller's recordings are in the door's export.</summary>
    public IReadOnlyList<KeptPlay> Recent(int most) => [];

    /// <inheritdoc/>
    public (Monster.Arcade.Cartridge Cartridge, Recording Recording) Open(KeptPlay play) => throw Elsewhere();

    private static NotSupportedException Elsewhere() => new("A door's cartridge is in no place of the arcade.");

    /// <returns>Why the recording does not say what the play came to, or null when it does.</returns>
    private string? Fault(Recording recording, Monster.Arcade.Cartridge cartridge)
    {
        using var used = _door.Engines.Use();
        using var cancel = new CancellationTokenSource(CheckTime);
        var verifier = new Verifier(sha256 => sha256 == cartridge.Sha256 ? cartridge : null);
        return verifier.Verify(RecordingWriter.Encode(recording), cancel.Token).Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed)?.Message;
    }

    /// <summary>Keeps a recording, and of older ones what the door may keep.</summary>
    private void Keep(Recording recording, Monster.Arcade.Cartridge cartridge)
    {
        _own.Keep(recording, cartridge);
        long left = _door.Manifest.DiskKiB * 1024L;
        foreach (var file in new DirectoryInfo(_own.Recordings).EnumerateFiles("*.play").OrderByDescending(file => file.Name, StringComparer.Ordinal))
        {
            left -= file.Length;
            if (left < 0)
                file.Delete();
        }
    }
}
