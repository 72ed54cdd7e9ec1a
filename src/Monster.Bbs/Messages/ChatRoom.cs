namespace Monster.Bbs.Messages;

/// <summary>
/// A place to talk: what is said reaches everyone who is in it at once and is kept nowhere but in the last lines for those
/// who come later. Safe for any thread.
/// </summary>
public sealed class ChatRoom
{
    /// <summary>The most characters of what is said at once.</summary>
    public const int MaxText = 300;

    /// <summary>The lines that are kept.</summary>
    public const int MaxLines = 200;

    private readonly Lock _lock = new();
    private readonly Queue<ChatLine> _lines = new();
    private readonly Dictionary<object, (string Name, Action Wake)> _here = [];
    private long _last;

    internal ChatRoom(string name) => Name = name;

    /// <summary>What it is called: <c>Lobby</c>, or the two who talk.</summary>
    public string Name { get; }

    /// <summary>Who is here.</summary>
    public IReadOnlyList<string> People
    {
        get
        {
            lock (_lock)
                return [.. _here.Values.Select(here => here.Name).Order(StringComparer.OrdinalIgnoreCase)];
        }
    }

    /// <summary>Comes in.</summary>
    /// <param name="who">Whoever comes, to tell them apart.</param>
    /// <param name="name">The name others see.</param>
    /// <param name="wake">Called after something was said, on the thread of whoever said it: be quick.</param>
    public void Enter(object who, string name, Action wake)
    {
        lock (_lock)
            _here[who] = (name, wake);
        Add(new ChatLine(0, name, "", DateTimeOffset.MinValue, ChatLineKind.Came));
    }

    /// <summary>Leaves.</summary>
    public void Leave(object who)
    {
        string name;
        lock (_lock)
        {
            if (!_here.Remove(who, out var here))
                return;
            name = here.Name;
            if (_here.Count == 0 && Name != ChatRooms.Lobby)
                return;
        }

        Add(new ChatLine(0, name, "", DateTimeOffset.MinValue, ChatLineKind.Left));
    }

    /// <summary>Says something.</summary>
    /// <param name="name">Who says it.</param>
    /// <param name="text">What; clean, one line.</param>
    /// <param name="at">When.</param>
    public void Say(string name, string text, DateTimeOffset at) =>
        Add(new ChatLine(0, name, text.Length > MaxText ? text[..MaxText] : text, at, ChatLineKind.Said));

    /// <summary>The last lines, the oldest first.</summary>
    public IReadOnlyList<ChatLine> Lines()
    {
        lock (_lock)
            return [.. _lines];
    }

    private void Add(ChatLine line)
    {
        List<Action> wakes;
        lock (_lock)
        {
            _lines.Enqueue(line with { Number = ++_last });
            if (_lines.Count > MaxLines)
                _lines.Dequeue();
            wakes = [.. _here.Values.Select(here => here.Wake)];
        }

        foreach (var wake in wakes)
            wake();
    }
}
