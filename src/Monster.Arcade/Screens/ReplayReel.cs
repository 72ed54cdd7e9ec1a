using Monster.Terminal;

namespace Monster.Arcade.Screens;

/// <summary>A recording played over and over as a tile's picture. It starts in the middle of things, where there is something to see.</summary>
internal sealed class ReplayReel : IReel
{
    /// <summary>How long the end stands before it begins again.</summary>
    private static readonly TimeSpan EndPause = TimeSpan.FromSeconds(2);

    private readonly Replay _replay;
    private readonly Picture _picture = new();
    private TimeSpan? _next;
    private bool _stale = true;

    public ReplayReel(Cartridge cartridge, Recording recording)
    {
        _replay = new Replay(cartridge, recording);
        _replay.Seek(recording.Ticks / 4);
    }

    public void Advance(TimeSpan now)
    {
        var next = _next ?? now + _replay.NextPause();
        // What was out of sight does not catch up.
        if (now - next > EndPause)
            next = now;
        while (next <= now)
        {
            bool ended = !_replay.Step();
            if (ended)
                _replay.Seek(0);
            next += _replay.AtEnd ? EndPause : _replay.NextPause();
            _stale = true;
        }

        _next = next;
    }

    public void Draw(CellBuffer screen, int x, int y, int width, int height)
    {
        if (_stale)
            _replay.Draw(_picture);
        _stale = false;
        Thumbnail.Draw(screen, x, y, width, height, _picture.Cells);
    }

    public void Dispose() => _replay.Dispose();
}
