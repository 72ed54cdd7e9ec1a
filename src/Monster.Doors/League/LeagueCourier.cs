using System.Globalization;
using Monster.Arcade;
using Monster.Arcade.Screens;

namespace Monster.Doors;

/// <summary>Brings what waits to the board elsewhere, and what it says to the players. Safe for any thread; the doors on all nodes do this at once.</summary>
internal sealed class LeagueCourier
{
    private readonly LeagueAddress _address;
    private readonly LeagueClient _client;
    private readonly LeagueCaller _caller;
    private readonly LeagueOptions _options;
    private readonly string _data;
    private readonly DoorLog _log;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stop;

    /// <summary>A courier.</summary>
    /// <param name="address">The board.</param>
    /// <param name="client">Talks with it.</param>
    /// <param name="data">The door's folder.</param>
    /// <param name="caller">Who is on in this process.</param>
    /// <param name="options">How long things may take.</param>
    /// <param name="log">The sysop's log.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">The call ends.</param>
    public LeagueCourier(LeagueAddress address, LeagueClient client, string data, LeagueCaller caller, LeagueOptions options, DoorLog log, TimeProvider time, CancellationToken stop)
    {
        (_address, _client, _data, _caller, _options, _log, _time, _stop) = (address, client, data, caller, options, log, time, stop);
        string folder = Path.Combine(data, "outbox");
        Outbox = new LeagueOutbox(folder, time);
        BackOff = new LeagueBackOff(folder, time);
    }

    /// <summary>What waits.</summary>
    public LeagueOutbox Outbox { get; }

    /// <summary>When the board is tried again.</summary>
    public LeagueBackOff BackOff { get; }

    /// <summary>Shows this process's caller a word; null for nowhere.</summary>
    public Action<string>? Say { get; set; }

    /// <summary>Sends what waits, oldest first, whenever the board can be reached, until the call ends.</summary>
    /// <param name="name">Who is greeted for, so that the line is open before it is needed.</param>
    public async Task CarryAsync(string name)
    {
        try
        {
            await Task.Delay(_options.FirstCarry, _time, _stop);
            if (!BackOff.IsOn)
                await GreetAsync(name);
            while (true)
            {
                if (!Outbox.IsEmpty && !BackOff.IsOn)
                    await CarryAllAsync();
                await Task.Delay(_options.CarryEvery, _time, _stop);
            }
        }
        catch (OperationCanceledException)
        {
            // What waits is sent by the next door.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArcadeException)
        {
            _log.Note($"What waits to be sent is left to the next call: {e.Message}");
        }
    }

    /// <summary>Sends something that this process has claimed, notes what the board says, and takes it out of the outbox.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="post">What it is.</param>
    /// <param name="limit">How long the board has.</param>
    /// <param name="isSeen">Whether its player reads the answer at once.</param>
    /// <exception cref="LeagueRefusedException">The board says no; that is noted.</exception>
    /// <exception cref="LeagueUnreachableException">It waits on.</exception>
    public async Task<string> SendAsync(string path, LeaguePost post, TimeSpan limit, bool isSeen)
    {
        try
        {
            string words = "";
            if (post.Recording is { } recording)
                words = await _client.HandInAsync(post.Caller, post.Owner, recording, limit, _stop);
            else
                await _client.AbandonAsync(post.Caller, post.Serial, post.Owner, limit, _stop);
            BackOff.Succeeded();
            Done(path, post, LeagueResultKind.Checked, words, isSeen);
            return words;
        }
        catch (LeagueRefusedException e)
        {
            BackOff.Succeeded();
            Done(path, post, LeagueResultKind.Rejected, e.Message, isSeen);
            throw;
        }
        catch (LeagueUnreachableException e)
        {
            Failed(e);
            throw;
        }
    }

    /// <summary>The board did not do what was asked.</summary>
    public void Failed(LeagueUnreachableException e)
    {
        if (e.IsOfOne)
            return;
        if (!BackOff.IsOn)
            _log.Note(e.Message);
        BackOff.Failed(e.RetryAfter ?? (e.IsForSysop ? LeagueBackOff.Longest : null));
    }

    private async Task GreetAsync(string name)
    {
        try
        {
            await _client.GreetAsync(name, _options.HandInTime, _stop);
            BackOff.Succeeded();
        }
        catch (LeagueUnreachableException e)
        {
            Failed(e);
        }
        catch (LeagueRefusedException)
        {
            // It answers; the caller learns why not when a play begins.
        }
    }

    private async Task CarryAllAsync()
    {
        using var lead = Outbox.TryLead();
        if (lead is null)
            return;
        foreach (var (path, post) in Outbox.Waiting())
        {
            // What another process has just queued, it is sending itself.
            using var claim = LeagueOutbox.TryClaim(path);
            if (claim is not null && !await CarryAsync(path, post))
                return;
        }
    }

    /// <returns>Whether those behind it have a chance.</returns>
    private async Task<bool> CarryAsync(string path, LeaguePost post)
    {
        if (_time.GetUtcNow() - post.Queued > LeagueOutbox.Patience)
            Done(path, post, LeagueResultKind.Lost, $"{post.Board} could not be reached for a week.", isSeen: false);
        else if (post.Board == _address.Authority)
        {
            try
            {
                await SendAsync(path, post, _options.HandInTime, isSeen: false);
            }
            catch (LeagueRefusedException)
            {
                // Noted.
            }
            catch (LeagueUnreachableException e)
            {
                return e.IsOfOne;
            }
        }

        return true;
    }

    private void Done(string path, LeaguePost post, LeagueResultKind kind, string words, bool isSeen)
    {
        if (post.Recording is not null)
        {
            bool isMine = post.Folder == _caller.FolderName;
            bool isTold = (isSeen || (isMine && Say is not null)) && !_stop.IsCancellationRequested;
            new LeagueResults(Path.Combine(_data, "callers", post.Folder)).Add(new LeagueResult(post.Serial, post.Title, post.Score ?? 0, _time.GetUtcNow(), kind, words, isTold));
            _log.Note(string.Create(CultureInfo.InvariantCulture, $"{post.Caller}: {post.Title} {post.Score}: {(kind == LeagueResultKind.Checked ? "" : $"{kind}: ")}{words}"));
            if (isMine && !isSeen)
                Say?.Invoke($"{post.Title} {ScreenParts.Score(post.Score)}: {(kind == LeagueResultKind.Rejected ? "rejected: " : "")}{words}");
        }

        LeagueOutbox.Remove(path);
    }
}
