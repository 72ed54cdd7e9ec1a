using System.Buffers;
using System.Text;
using Monster.Terminal;

namespace Monster.Bbs.Sessions;

/// <summary>
/// Where every transport brings its callers. It passes them through one chain of handlers, says the last words, and closes the board
/// with notice. Safe for any thread.
/// </summary>
public sealed class Switchboard
{
    /// <summary>How long the last words may take on a slow line.</summary>
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly HashSet<Caller> _live = [];
    private readonly SessionHandler _handler;
    private readonly TimeProvider _time;
    private TaskCompletionSource? _empty;
    private volatile bool _closing;

    /// <summary>A switchboard.</summary>
    /// <param name="handler">What is done with each caller.</param>
    /// <param name="time">The clock of closing.</param>
    public Switchboard(SessionHandler handler, TimeProvider time) => (_handler, _time) = (handler, time);

    /// <summary>Callers on any line, let in or not.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _live.Count;
        }
    }

    /// <summary>Whether nobody is let in any more.</summary>
    public bool IsClosing => _closing;

    /// <summary>Serves a caller from the first byte to the last. It does not throw for anything that the caller does.</summary>
    /// <param name="terminal">The caller's terminal; the transport closes its pipes after this.</param>
    /// <param name="origin">Where the call comes from.</param>
    public async Task ReceiveAsync(TerminalSession terminal, CallerOrigin origin)
    {
        var caller = new Caller(terminal, origin);
        bool isOpen;
        lock (_lock)
        {
            isOpen = !_closing;
            if (isOpen)
                _live.Add(caller);
        }

        var input = terminal.RunAsync();
        try
        {
            if (isOpen)
                await _handler(caller, terminal.HangUpToken);
            else
                caller.Farewell = "The board is closing. Call again in a while.";
        }
        finally
        {
            await SayFarewellAsync(caller);
            terminal.HangUp();
            await input;
            lock (_lock)
            {
                _live.Remove(caller);
                if (_live.Count == 0)
                    _empty?.TrySetResult();
            }
        }
    }

    /// <summary>
    /// Closes the board: nobody new is let in, those on are told, after the notice they are sent away, and what they hold is saved.
    /// </summary>
    /// <param name="notice">How long they have.</param>
    /// <param name="patience">How long to wait for the last one after that.</param>
    /// <param name="hurry">Cancelled to send everybody away now.</param>
    /// <returns>Whether all were gone in time.</returns>
    public async Task<bool> CloseAsync(TimeSpan notice, TimeSpan patience, CancellationToken hurry)
    {
        Task empty;
        lock (_lock)
        {
            _closing = true;
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_live.Count == 0)
                _empty.TrySetResult();
            empty = _empty.Task;
        }

        if (!empty.IsCompleted && notice > TimeSpan.Zero)
        {
            var text = new Notice(NoticeKind.Board, "", $"The board closes in {notice.TotalSeconds:0} seconds. What you are doing is kept.", _time.GetUtcNow());
            foreach (var caller in Live())
                caller.Inbox.Add(text);
            await Task.WhenAny(empty, Task.Delay(notice, _time, hurry));
        }

        foreach (var caller in Live())
            caller.Dismiss("The board is closing. What you were doing is kept. Call again in a while.");
        return await Task.WhenAny(empty, Task.Delay(patience, _time, CancellationToken.None)) == empty;
    }

    private List<Caller> Live()
    {
        lock (_lock)
            return [.. _live];
    }

    /// <summary>Leaves the terminal as people like to find it, with the last words on it.</summary>
    private async Task SayFarewellAsync(Caller caller)
    {
        bool lines = caller.Terminal.Facts.IsLineMode || !caller.HasScreen;
        string words = caller.Farewell.Length > 0 ? caller.Farewell + "\r\n" : "";
        string text = lines ? (words.Length > 0 ? "\r\n" + words : "") : "\e[0m\e[H\e[2J\e[?25h" + words;
        if (text.Length == 0)
            return;
        using var limit = new CancellationTokenSource(FarewellTime, _time);
        try
        {
            caller.Terminal.Output.Write(Encoding.ASCII.GetBytes(text));
            await caller.Terminal.Output.FlushAsync(limit.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or IOException)
        {
            // The line is gone already, or so slow that the words are not worth waiting for.
        }
    }
}
