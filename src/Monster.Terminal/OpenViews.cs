using System.Collections.Concurrent;

namespace Monster.Terminal;

/// <summary>The open views, the one shown on top. A <see cref="ViewLoop"/> shows them, and ends when the last is closed.</summary>
public sealed class OpenViews
{
    private readonly Stack<View> _views = new();
    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly Action _wake;

    /// <summary>An empty stack.</summary>
    /// <param name="wake">Called when something was posted, from any thread.</param>
    public OpenViews(Action wake) => _wake = wake;

    /// <summary>The view that is shown; null when all are closed.</summary>
    public View? Top => _views.TryPeek(out var top) ? top : null;

    /// <summary>How many views are open.</summary>
    public int Count => _views.Count;

    /// <summary>Shows a view over the one shown now.</summary>
    public void Open(View view)
    {
        view.Views = this;
        _views.Push(view);
    }

    /// <summary>Closes the view shown and shows the one below it.</summary>
    public void Close()
    {
        if (_views.TryPop(out var view))
            view.Dispose();
    }

    /// <summary>Closes a view and all that were opened over it; nothing when it is not open.</summary>
    public void CloseDown(View view)
    {
        while (IsOpen(view))
            Close();
    }

    /// <summary>Whether a view is open, shown or under others.</summary>
    public bool IsOpen(View view) => _views.Contains(view);

    /// <summary>Closes the view shown and shows another in its place.</summary>
    public void Replace(View view)
    {
        Close();
        Open(view);
    }

    /// <summary>Closes every view: leaves the program.</summary>
    public void CloseAll()
    {
        while (_views.Count > 0)
            Close();
    }

    /// <summary>Runs an action between two events of the loop. Callable from any thread: work done elsewhere reports here.</summary>
    public void Post(Action action)
    {
        _posted.Enqueue(action);
        _wake();
    }

    /// <summary>Runs what was posted.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool RunPosted()
    {
        bool any = false;
        while (_posted.TryDequeue(out var action))
        {
            any = true;
            action();
        }

        return any;
    }
}
