using Monster.Arcade;
using Monster.Bbs.Arcade;
using Monster.Bbs.People;
using Monster.Bbs.Screens;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Server;

/// <summary>What the answers of the web API are made from. One for each running board.</summary>
internal sealed class WebBoard : IDisposable
{
    public WebBoard(ServerSettings settings, WebParts parts, TimeProvider time)
    {
        (Settings, Services, Arcade, Site, Time) = (settings, parts.Services, parts.Arcade, parts.Site, time);
        Sessions = new WebSessions(parts.Services.Board.Directory, time);
        Remote = new RemotePlays(parts.Arcade);
        Terminals = new TerminalTokens(time);
        Visitors = new WebVisitors();
        Events = new EventHub(this);
    }

    public ServerSettings Settings { get; }

    public BbsServices Services { get; }

    public ArcadeService Arcade { get; }

    public SiteFiles Site { get; }

    public TimeProvider Time { get; }

    public WebSessions Sessions { get; }

    public RemotePlays Remote { get; }

    public TerminalTokens Terminals { get; }

    public WebVisitors Visitors { get; }

    public EventHub Events { get; }

    public Bbs.BoardHost Board => Services.Board;

    /// <summary>Somebody as others see them.</summary>
    public static PersonLine Person(IReadStore store, uint id) => Accounts.Find(store, id) is { } account ? new PersonLine(id, account.Name) : new PersonLine(0, Accounts.Gone);

    /// <summary>A game's title.</summary>
    public static string Game(IReadStore store, int shard) => CartridgeList.Current(store, shard)?.Title ?? Shards.Names[shard];

    /// <summary>A play in one line.</summary>
    public static PlayLine Line(IReadStore store, AcceptedPlay play) => new(
        play.Id, Game(store, play.Shard), play.Shard, Person(store, (uint)play.Player), play.Score, play.Check.Ticks, play.Accepted,
        play.Day > 0 ? ScorePeriod.Date(play.Day) : null, play.IsBot);

    /// <summary>Submits a command for somebody.</summary>
    /// <exception cref="RefusedException">It was refused.</exception>
    public Task<ulong> SubmitAsync(ICommand command) => Services.Desk.SubmitAsync(command);

    /// <summary>Counts something that somebody writes.</summary>
    /// <exception cref="ProblemException">It was too much in a short time.</exception>
    public void CheckWriteRate(Account writer)
    {
        if (Services.WriteRate.Take($"account {writer.Id}") is var wait && wait > TimeSpan.Zero)
            throw ProblemException.SlowDown(wait);
    }

    /// <summary>A board that somebody may read.</summary>
    /// <exception cref="ProblemException">There is none of that number for this person.</exception>
    public static BoardInfo Readable(IReadStore store, int shard, AccountLevel level) =>
        shard is >= 0 and < MessageBoards.Count && MessageBoards.Find(store, (byte)shard) is var board && board.ReadLevel <= level ? board : throw ProblemException.NotFound("board");

    /// <inheritdoc/>
    public void Dispose() => Events.Dispose();
}
