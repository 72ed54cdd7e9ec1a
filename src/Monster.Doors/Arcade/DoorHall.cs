using Monster.Arcade;
using Monster.Arcade.Observatory;
using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>The arcade as a board's door: each caller has files of their own, and all share the board's scores.</summary>
public sealed class DoorHall : IHall
{
    private readonly LocalHall _own;
    private readonly DoorScores _scores;
    private readonly TimeProvider _time;
    private readonly League? _league;
    private string _whyUnranked = "";

    /// <summary>A caller's hall.</summary>
    /// <param name="catalogue">The games.</param>
    /// <param name="own">The caller's files.</param>
    /// <param name="demos">A folder with a recording for each game; null when there is none.</param>
    /// <param name="atlas">The map of the 71 games.</param>
    /// <param name="scores">The board's scores.</param>
    /// <param name="player">The caller's name.</param>
    /// <param name="time">The clock.</param>
    /// <param name="league">The board elsewhere where plays are ranked; null for none.</param>
    public DoorHall(Catalogue catalogue, PlayerStore own, string? demos, HeckeAtlas atlas, DoorScores scores, string player, TimeProvider time, League? league = null)
    {
        (_own, _scores, _time, Player, _league) = (new LocalHall(catalogue, own, demos, atlas, time), scores, time, player, league);
        Doors =
        [
            new HallDoor(KeyCode.F3, "scores", place => new DoorScoresView(this, scores, place.Shard)),
            new HallDoor(KeyCode.F4, "daily", place => ObservatoryView.Of(this, time, place.Shard, daily: true)),
            .. league is null ? Array.Empty<HallDoor>() : [new HallDoor(KeyCode.F5, "league", _ => new LeagueView(league))],
            new HallDoor(KeyCode.F7, "observatory", place => ObservatoryView.Of(this, time, place.Shard)),
        ];
    }

    /// <summary>The caller's name.</summary>
    public string Player { get; }

    /// <summary>Shows the caller a word over what is shown; null for nowhere.</summary>
    public Action<string>? Say { get; set; }

    /// <summary>The board elsewhere where plays are ranked; null for none.</summary>
    public League? League => _league;

    /// <summary>The places with a play that was left in the middle.</summary>
    public IReadOnlyList<Place> Waiting() => _own.Waiting();

    /// <inheritdoc/>
    public IReadOnlyList<Place> Places => _own.Places;

    /// <inheritdoc/>
    public IReadOnlyList<HallDoor> Doors { get; }

    /// <inheritdoc/>
    public HeckeAtlas Atlas => _own.Atlas;

    /// <inheritdoc/>
    public int? TodaysGame() => _own.TodaysGame();

    /// <inheritdoc/>
    public Monster.Arcade.Cartridge Load(Place place) => _own.Load(place);

    /// <inheritdoc/>
    public IReel? Reel(Place place) => _own.Reel(place);

    /// <inheritdoc/>
    public Standing StandingOf(Monster.Arcade.Cartridge cartridge)
    {
        var own = _own.StandingOf(cartridge);
        int? record = _scores.Of(cartridge.Manifest.Title, cartridge.Manifest.Rules) is [var best, ..] ? best.Score : null;
        return record > (own.Record ?? -1) ? own with { Record = record } : own;
    }

    /// <inheritdoc/>
    public async ValueTask<Play> BeginAsync(Monster.Arcade.Cartridge cartridge)
    {
        if (_league is null)
            return await _own.BeginAsync(cartridge);
        var (ranked, why) = await _league.BeginAsync(cartridge);
        _whyUnranked = ranked is null ? $"Not ranked: {why}" : "";
        Say?.Invoke(ranked is null ? _whyUnranked : $"Ranked at {_league.Name}");
        return ranked ?? await _own.BeginAsync(cartridge);
    }

    /// <inheritdoc/>
    public async ValueTask<KeptNote> KeepAsync(Recording recording, Monster.Arcade.Cartridge cartridge)
    {
        // Before anything is waited for: what is written now survives whatever comes.
        var sending = _league is not null && recording.Ticket.Length > 0 ? _league.KeepAsync(recording, cartridge.Manifest.Title) : null;
        var local = await KeepHereAsync(recording, cartridge);
        return sending is { } ranked ? await ranked
            : _league is null ? local
            : local with { Text = _whyUnranked.Length > 0 ? _whyUnranked : "Not ranked: it was begun without a ticket." };
    }

    private async ValueTask<KeptNote> KeepHereAsync(Recording recording, Monster.Arcade.Cartridge cartridge)
    {
        var kept = await _own.KeepAsync(recording, cartridge);
        if (recording is not { Status: PlayStatus.Over, Score: { } score and > 0 })
            return kept;
        var manifest = cartridge.Manifest;
        return _scores.Add(new DoorScore(manifest.Title, recording.Rules, Player, score, _time.GetUtcNow())) switch
        {
            1 => new KeptNote("The best score on this board!", IsGood: true),
            { } place => new KeptNote($"Number {place} on this board", IsGood: true),
            null => kept,
        };
    }

    /// <inheritdoc/>
    public void Save(Play play) => _own.Save(play);

    /// <inheritdoc/>
    public Play? TakeUp(Monster.Arcade.Cartridge cartridge)
    {
        var play = _own.TakeUp(cartridge);
        _whyUnranked = "";
        if (play is not null)
            _league?.GoOn(play);
        return play;
    }

    /// <inheritdoc/>
    public void Note(Play play, bool isResting) => _own.Note(play, isResting);

    /// <inheritdoc/>
    public void Forget(Monster.Arcade.Cartridge cartridge) => _own.Forget(cartridge);

    /// <inheritdoc/>
    public IReadOnlyList<KeptPlay> Recent(int most) => _own.Recent(most);

    /// <inheritdoc/>
    public (Monster.Arcade.Cartridge Cartridge, Recording Recording) Open(KeptPlay play) => _own.Open(play);
}
