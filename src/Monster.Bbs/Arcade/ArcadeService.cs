using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Monster.Arcade;
using Monster.Arcade.Observatory;
using Monster.Arcade.Screens;
using Monster.Bbs.People;
using Monster.Board;

namespace Monster.Bbs.Arcade;

using Cartridge = Monster.Arcade.Cartridge;

/// <summary>
/// The arcade of a board, shared by all sessions: the catalogue, the desks where ranked plays begin and end, the plays going on, and the moving
/// pictures of the grid. Safe for use by several threads.
/// </summary>
public sealed class ArcadeService : IAsyncDisposable
{
    /// <summary>Cartridges of earlier versions that are kept ready.</summary>
    private const int MaxOldCartridges = 64;

    /// <summary>Said to whoever would see others at the challenge of today before playing it.</summary>
    internal const string NotYet = "This is today's challenge: play yours first, then you can watch the others.";

    /// <summary>Plays that are looked through to count challenges.</summary>
    private const int MaxCounted = 2_000;

    private readonly ConcurrentDictionary<string, Lazy<Cartridge?>> _old = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, Lazy<SharedReel?>> _reels = new();

    /// <summary>Opens the arcade of a board. Nothing is loaded yet; see <see cref="PrepareAsync"/>.</summary>
    /// <param name="board">The board; it stays the caller's.</param>
    /// <param name="catalogue">The games of this program; it stays the caller's.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="atlas">The map of the 71 games, which also chooses the game of the day.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArcadeException">Its keys cannot be used.</exception>
    public ArcadeService(BoardHost board, Catalogue catalogue, ArcadeSettings settings, HeckeAtlas atlas, TimeProvider time)
    {
        (Board, Catalogue, Settings, Atlas, Time) = (board, catalogue, settings, atlas, time);
        Secrets = ArcadeSecrets.Open(board.Directory);
        Pool = new VerificationPool(new Verifier(FindCartridge), settings.Pool);
        Tickets = new TicketDesk(board, Secrets, atlas, time);
        Scores = new ScoreDesk(board, Pool, Secrets.Key, time);
        Moves = new MovingDesk(board, time);
        Saved = new SavedPlays(board.Directory);
        Live = new LivePlays(time);
        Places = [.. catalogue.Entries.Select(entry => new Place(entry.Shard, entry.Title, entry.Exists))];
    }

    /// <summary>The board.</summary>
    public BoardHost Board { get; }

    /// <summary>The games of this program.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>The settings.</summary>
    public ArcadeSettings Settings { get; }

    /// <summary>The map of the 71 games.</summary>
    public HeckeAtlas Atlas { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>What replays recordings.</summary>
    public VerificationPool Pool { get; }

    /// <summary>Where ranked plays begin.</summary>
    public TicketDesk Tickets { get; }

    /// <summary>Where they end.</summary>
    public ScoreDesk Scores { get; }

    /// <summary>Where they go from one connection to another.</summary>
    public MovingDesk Moves { get; }

    /// <summary>The plays that are not over.</summary>
    public SavedPlays Saved { get; }

    /// <summary>The plays going on now.</summary>
    public LivePlays Live { get; }

    /// <summary>The 71 places, by shard.</summary>
    public IReadOnlyList<Place> Places { get; }

    /// <summary>This node's key, 64 hexadecimal digits.</summary>
    public string PublicKey => Secrets.Key.PublicKey;

    internal ArcadeSecrets Secrets { get; }

    /// <summary>
    /// Enters this program's cartridges into the board's catalogue, and loads them, so that nobody waits for the first play of a game. A game whose
    /// cartridge is missing or refused is left out: the others can be played.
    /// </summary>
    /// <returns>Why games cannot be played, a sentence for each; empty when all can.</returns>
    /// <exception cref="ArcadeException">The board does not take a cartridge that is well; the message says why.</exception>
    public async Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancel = default)
    {
        var faults = new List<string>();
        foreach (var entry in Catalogue.Entries.Where(entry => entry.Exists))
        {
            cancel.ThrowIfCancellationRequested();
            if (await Task.Run(() => Catalogue.FaultOf(entry), cancel) is { } fault)
            {
                faults.Add($"{entry.Title} cannot be played: {fault}");
                continue;
            }

            var cartridge = Catalogue.Load(entry);
            if (Board.Read(store => CartridgeList.Current(store, entry.Shard))?.Sha256 == cartridge.Sha256)
                continue;
            var outcome = await Board.SubmitAsync(new ListCartridge(cartridge.Sha256, entry.Shard, entry.Title, cartridge.Manifest.Rules, cartridge.Manifest.TicksPerSecond, cartridge.File));
            if (!outcome.IsApplied)
                throw new ArcadeException($"{entry.Title} could not be entered into the board's catalogue: {outcome.Why}");
        }

        return faults;
    }

    /// <summary>The arcade as a session sees it.</summary>
    public BoardHall HallFor(ArcadePlayer player) => new(this, player, isDaily: false);

    /// <summary>The cartridge with a SHA-256: of this program, or an earlier one that the board has kept; null when there is none.</summary>
    public Cartridge? FindCartridge(string sha256)
    {
        if (Catalogue.FindBySha256(sha256) is { } known)
            return known;
        if (_old.Count > MaxOldCartridges && !_old.ContainsKey(sha256))
            return LoadOld(sha256);
        return _old.GetOrAdd(sha256, _ => new Lazy<Cartridge?>(() => LoadOld(sha256))).Value;
    }

    /// <summary>The recording of an accepted play, signed; null when there is none.</summary>
    /// <exception cref="ArcadeException">What is kept is damaged.</exception>
    public Recording? FindRecording(string id)
    {
        var (play, file) = Board.Read(store => (Plays.Find(store, id), Plays.Recording(store, id)));
        return play is null || file is null ? null : RecordingReader.Decode(file) with
        {
            PublicKey = Convert.FromHexString(play.CheckedBy),
            Signature = Convert.FromHexString(play.RecordingSignature),
        };
    }

    /// <summary>
    /// What anybody may have to check a score elsewhere, by its file's name: <c>ID.json</c>, the page of an accepted play; <c>ID.play</c>, its signed recording, once
    /// its challenge is over; <c>SHA256.wasm</c>, a cartridge the board has or had. Null when there is none.
    /// </summary>
    public byte[]? FindFile(string name)
    {
        string id = Path.GetFileNameWithoutExtension(name);
        if (id.Length != 2 * SHA256.HashSizeInBytes || !id.All(char.IsAsciiHexDigitLower))
            return null;
        switch (Path.GetExtension(name))
        {
            case ".wasm":
                return Board.Read(store => CartridgeList.File(store, id));
            case ".json" when Board.Read(store => PlayPage.Find(store, id, Settings)) is { } page:
                var bytes = new ArrayBufferWriter<byte>();
                using (var json = new Utf8JsonWriter(bytes))
                    page.Write(json);
                return bytes.WrittenSpan.ToArray();
            case ".play" when Board.Read(store => Plays.Find(store, id)) is { } play && MaySee(play, viewer: 0):
                return RecordingWriter.Encode(FindRecording(id)!);
            default:
                return null;
        }
    }

    /// <summary>The page and the signed recording of each of somebody's accepted plays, as the files of an export.</summary>
    public IEnumerable<(string Name, byte[] Bytes)> ExportOf(ulong account)
    {
        foreach (var play in Board.Read(store => Plays.RecentOf(store, account, int.MaxValue)))
        {
            yield return ($"plays/{play.Id}.json", FindFile($"{play.Id}.json")!);
            yield return ($"plays/{play.Id}.play", RecordingWriter.Encode(FindRecording(play.Id)!));
        }
    }

    /// <summary>What somebody's checked plays came to, for the profile.</summary>
    public PlayFacts FactsOf(ulong account) => Board.Read(store =>
    {
        var player = Players.Find(store, account);
        if (player.Accepted == 0)
            return PlayFacts.None;
        var boards = CartridgeList.All(store).Select(cartridge => new Leaderboard(cartridge.Shard, cartridge.Rules, player.IsBot, LeaderboardPeriod.AllTime, 0));
        var bests = boards.Select(board => (Board: board, Best: Leaderboards.Best(store, board, account))).Where(pair => pair.Best is not null).ToList();
        int records = bests.Count(pair => Leaderboards.Top(store, pair.Board, 1)[0].Player == account);
        int dailies = Plays.RecentOf(store, account, MaxCounted).Count(play => play.Day > 0);
        return new PlayFacts((int)player.Accepted, bests.Count, dailies, records, [.. bests.Select(pair => (pair.Board.Shard, pair.Best!.Score))]);
    });

    /// <summary>The name of an account, as everybody sees it.</summary>
    public string NameOf(ulong account) => Board.Read(store => Settings.NameOf(store, account));

    /// <summary>Whether somebody may see plays of a challenge: its seed is everybody's, so today's are for those who had theirs.</summary>
    public bool MaySee(AcceptedPlay play, ulong viewer) => play.Player == viewer || MaySee(play.Day, viewer);

    /// <summary>Whether somebody may see plays of a day's challenge; day 0 is none.</summary>
    public bool MaySee(int day, ulong viewer) =>
        day == 0 || day < ScorePeriod.Day(Time.GetUtcNow()) || (viewer != 0 && Board.Read(store => IsDone(store, viewer, day)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Pool.DisposeAsync();
        foreach (var reel in _reels.Values.Where(reel => reel.IsValueCreated))
            reel.Value?.End();
        foreach (var cartridge in _old.Values.Where(cartridge => cartridge.IsValueCreated))
            cartridge.Value?.Dispose();
        Secrets.Dispose();
    }

    internal IReel? Reel(Place place) => _reels.GetOrAdd(place.Shard, _ => new Lazy<SharedReel?>(() => MakeReel(place))).Value;

    private static bool IsDone(IReadStore store, ulong account, int day) =>
        Monster.Board.Tickets.HadDaily(store, account, day) && Monster.Board.Tickets.Open(store, account, Monster.Board.Tickets.DailySlot)?.Statement.Day != day;

    private Cartridge? LoadOld(string sha256) =>
        Board.Read(store => CartridgeList.File(store, sha256)) is { } file ? Catalogue.Runtime.Load(file, $"cartridge {sha256[..12]}") : null;

    private SharedReel? MakeReel(Place place)
    {
        if (Settings.DemoFolder is not { } folder || Catalogue.Entries[place.Shard].Sha256 is not { } sha256)
            return null;
        string path = Path.Combine(folder, place.Name.Replace(" ", "", StringComparison.Ordinal) + ".play");
        try
        {
            return File.Exists(path) && PlayerStore.Read(path) is { } demo && demo.Cartridge == sha256
                ? SharedReel.Of(Catalogue.Load(Catalogue.Entries[place.Shard]), demo, Time)
                : null;
        }
        catch (ArcadeException)
        {
            return null; // a tile without a picture is no reason to stop
        }
    }
}
