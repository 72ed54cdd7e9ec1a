namespace Monster.Arcade.Screens;

/// <summary>A new play being made ready: at once in a local arcade, after a moment where a ticket has to be written first.</summary>
/// <param name="hall">Where it is begun.</param>
/// <param name="ready">Called, from any thread, when it is ready after a moment.</param>
internal sealed class PlayStart(IHall hall, Action ready) : IDisposable
{
    private readonly Lock _lock = new();
    private Play? _play;
    private string? _failure;
    private bool _closed;

    /// <summary>Whether <see cref="TryTake"/> would give something.</summary>
    public bool IsReady
    {
        get
        {
            lock (_lock)
                return _play is not null || _failure is not null;
        }
    }

    /// <summary>Begins one; not while another is being begun.</summary>
    public void Begin(Cartridge cartridge) => _ = BeginAsync(cartridge);

    /// <summary>The play, or why there is none. Given once.</summary>
    public bool TryTake(out Play? play, out string? failure)
    {
        lock (_lock)
        {
            (play, failure) = (_play, _failure);
            (_play, _failure) = (null, null);
        }

        return play is not null || failure is not null;
    }

    /// <summary>Nobody waits any more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            _play?.Dispose();
            _play = null;
        }
    }

    private async Task BeginAsync(Cartridge cartridge)
    {
        Play? play = null;
        string? failure = null;
        bool waited = false;
        try
        {
            var work = hall.BeginAsync(cartridge);
            waited = !work.IsCompleted;
            play = await work.ConfigureAwait(false);
        }
        catch (ArcadeException e)
        {
            failure = e.Message;
        }

        lock (_lock)
        {
            if (_closed)
                play?.Dispose();
            else
                (_play, _failure) = (play, failure);
        }

        if (waited)
            ready();
    }
}
