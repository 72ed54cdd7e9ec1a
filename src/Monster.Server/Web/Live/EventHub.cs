using System.Text.Json;
using System.Threading.Channels;
using Monster.Arcade;
using Monster.Bbs;
using Monster.Bbs.Sessions;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Server;

/// <summary>
/// Tells the pages that are open what is new. The board's own threads leave a mark and go on; once a second, what was marked is read and told. Who reads slowly loses
/// the oldest events and nothing else: every list can be read anew.
/// </summary>
internal sealed class EventHub : IDisposable
{
    private const int MaxWaiting = 64;
    private const int MaxPostsAtOnce = 100;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly WebBoard _web;
    private readonly Lock _lock = new();
    private readonly List<Subscription> _subscriptions = [];
    private readonly ITimer _timer;
    private ulong _lastPost;
    private ulong _lastPlay;
    private string _live = "";
    private int _changes;
    private int _turn;

    public EventHub(WebBoard web)
    {
        _web = web;
        (_lastPost, _lastPlay) = web.Board.Read(store => (Posts.Last(store), Plays.Recent(store, 1) is [var play] ? play.Index : 0));
        web.Services.Nodes.Changed += MarkOnline;
        web.Services.Readers.Changed += MarkOnline;
        web.Services.Nodes.Told += Tell;
        web.Board.Applied += Mark;
        _timer = web.Time.CreateTimer(_ => Turn(), null, Period, Period);
    }

    [Flags]
    private enum Changes
    {
        Online = 1,
        Board = 2,
    }

    /// <summary>The events from now on, until it is disposed.</summary>
    public Subscription Subscribe(AccountLevel level, uint account)
    {
        var subscription = new Subscription(this, level, account);
        lock (_lock)
            _subscriptions.Add(subscription);
        MarkOnline(); // so that a page that comes looks who is there
        return subscription;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _web.Services.Nodes.Changed -= MarkOnline;
        _web.Services.Readers.Changed -= MarkOnline;
        _web.Services.Nodes.Told -= Tell;
        _web.Board.Applied -= Mark;
        _timer.Dispose();
        foreach (var subscription in All())
            subscription.End();
    }

    private void MarkOnline() => Interlocked.Or(ref _changes, (int)Changes.Online);

    private void Mark(object? sender, AppliedBatch batch) => Interlocked.Or(ref _changes, (int)Changes.Board);

    private void Tell(Notice notice) => Send(_ => true, "notice", new { from = notice.From, text = notice.Text, at = notice.At });

    private void Turn()
    {
        if (Interlocked.Exchange(ref _turn, 1) != 0)
            return; // the turn before is not over: this machine is slow
        try
        {
            var changes = (Changes)Interlocked.Exchange(ref _changes, 0);
            if (All().Count > 0)
                TellLive();
            if (changes.HasFlag(Changes.Online))
                Send(_ => true, "online", new { });
            if (changes.HasFlag(Changes.Board))
                TellBoard();
        }
        finally
        {
            Volatile.Write(ref _turn, 0);
        }
    }

    private void TellLive()
    {
        string live = string.Join(' ', _web.Arcade.Live.All().Select(play => $"{play.Number}{play.Phase}"));
        if (live != _live)
            Send(_ => true, "live", new { });
        _live = live;
    }

    private void TellBoard()
    {
        foreach (var (post, level) in NewPosts())
            Send(subscription => subscription.Level >= level, "post", new { id = post.Id, shard = post.Shard, thread = post.Thread });
        foreach (var (play, name, isRecord) in NewPlays())
            Send(_ => true, "play", new { id = play.Id, shard = play.Shard, player = name, score = play.Score, record = isRecord });
        foreach (var subscription in All().Where(subscription => subscription.Account != 0))
        {
            int unread = _web.Board.Read(store => MailBox.Unread(store, subscription.Account));
            if (unread != subscription.Unread)
                subscription.Send("mail", new { unread });
            subscription.Unread = unread;
        }
    }

    private List<(Post Post, AccountLevel Level)> NewPosts() => _web.Board.Read(store =>
    {
        ulong last = Posts.Last(store);
        ulong from = Math.Max(_lastPost, last - Math.Min(last, MaxPostsAtOnce));
        _lastPost = last;
        var posts = new List<(Post, AccountLevel)>();
        for (ulong id = from + 1; id <= last; id++)
        {
            if (Posts.Find(store, id) is { } post)
                posts.Add((post, MessageBoards.Find(store, post.Shard).ReadLevel));
        }

        return posts;
    });

    private List<(AcceptedPlay Play, string Name, bool IsRecord)> NewPlays() => _web.Board.Read(store =>
    {
        var plays = Plays.Recent(store, MaxPostsAtOnce).TakeWhile(play => play.Index > _lastPlay).Reverse().ToList();
        if (plays.Count > 0)
            _lastPlay = plays[^1].Index;
        return plays.Select(play => (play, Accounts.NameOf(store, (uint)play.Player), Records.Is(store, play))).ToList();
    });

    private void Send(Func<Subscription, bool> to, string name, object data)
    {
        foreach (var subscription in All().Where(to))
            subscription.Send(name, data);
    }

    private List<Subscription> All()
    {
        lock (_lock)
            return [.. _subscriptions];
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock)
            _subscriptions.Remove(subscription);
    }

    /// <summary>What one page is told.</summary>
    internal sealed class Subscription(EventHub hub, AccountLevel level, uint account) : IDisposable
    {
        private readonly Channel<string> _events = Channel.CreateBounded<string>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        public AccountLevel Level { get; } = level;

        public uint Account { get; } = account;

        /// <summary>The events as they are sent.</summary>
        public ChannelReader<string> Events => _events.Reader;

        /// <summary>Unread letters as they were told last.</summary>
        public int Unread { get; set; } = account == 0 ? 0 : hub._web.Board.Read(store => MailBox.Unread(store, account));

        public void Send(string name, object data) => _events.Writer.TryWrite($"event: {name}\ndata: {JsonSerializer.Serialize(data, ApiJson.Options)}\n\n");

        public void End() => _events.Writer.TryComplete();

        public void Dispose() => hub.Remove(this);
    }
}
