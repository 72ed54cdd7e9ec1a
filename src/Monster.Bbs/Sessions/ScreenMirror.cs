using Monster.Terminal;

namespace Monster.Bbs.Sessions;

/// <summary>The last picture a caller was shown, copied only while somebody watches. Safe for any thread.</summary>
public sealed class ScreenMirror
{
    private readonly Lock _lock = new();
    private readonly List<Action> _watchers = [];
    private CellBuffer? _picture;

    /// <summary>Takes a picture that is about to be shown.</summary>
    public void Take(CellBuffer screen)
    {
        List<Action> watchers;
        lock (_lock)
        {
            if (_watchers.Count == 0)
                return;
            if (_picture is null || _picture.Width != screen.Width || _picture.Height != screen.Height)
                _picture = new CellBuffer(screen.Width, screen.Height);
            for (int y = 0; y < screen.Height; y++)
                screen.Row(y).CopyTo(_picture.Row(y));
            watchers = [.. _watchers];
        }

        foreach (var watcher in watchers)
            watcher();
    }

    /// <summary>Begins to watch.</summary>
    /// <param name="changed">Called after each picture, on the watched caller's flow: return at once.</param>
    /// <returns>Ends watching when disposed.</returns>
    public IDisposable Watch(Action changed)
    {
        lock (_lock)
            _watchers.Add(changed);
        return new Watcher(this, changed);
    }

    /// <summary>Copies the picture into the top left corner of a screen.</summary>
    /// <returns>False when there is none yet.</returns>
    public bool CopyTo(CellBuffer screen, int rows)
    {
        lock (_lock)
        {
            if (_picture is null)
                return false;
            for (int y = 0; y < Math.Min(rows, _picture.Height); y++)
                _picture.Row(y)[..Math.Min(screen.Width, _picture.Width)].CopyTo(screen.Row(y));
            return true;
        }
    }

    private sealed class Watcher(ScreenMirror mirror, Action changed) : IDisposable
    {
        public void Dispose()
        {
            lock (mirror._lock)
            {
                mirror._watchers.Remove(changed);
                if (mirror._watchers.Count == 0)
                    mirror._picture = null;
            }
        }
    }
}
