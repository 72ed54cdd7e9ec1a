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

    /// <summary>Copies a part of the picture into the top left corner of a screen, as much of it as fits.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="rows">The rows that may be used.</param>
    /// <param name="left">The first column of the picture, as near as there is so much to show; changed to what is shown.</param>
    /// <param name="top">The first row.</param>
    /// <returns>The picture's size; null when there is none yet.</returns>
    public (int Width, int Height)? CopyTo(CellBuffer screen, int rows, ref int left, ref int top)
    {
        lock (_lock)
        {
            if (_picture is null)
                return null;
            left = Math.Clamp(left, 0, Math.Max(0, _picture.Width - screen.Width));
            top = Math.Clamp(top, 0, Math.Max(0, _picture.Height - rows));
            for (int y = 0; y < Math.Min(rows, _picture.Height - top); y++)
                _picture.Row(top + y).Slice(left, Math.Min(screen.Width, _picture.Width - left)).CopyTo(screen.Row(y));
            return (_picture.Width, _picture.Height);
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
