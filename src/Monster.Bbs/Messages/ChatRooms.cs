namespace Monster.Bbs.Messages;

/// <summary>The rooms: the lobby for everyone, and one for each two people who called each other. Safe for any thread.</summary>
public sealed class ChatRooms
{
    /// <summary>The room everyone can enter.</summary>
    public const string Lobby = "Lobby";

    private const int MaxRooms = 1_000;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, ChatRoom> _rooms = [];

    /// <summary>The lobby.</summary>
    public ChatRoom OfAll => Find(Lobby);

    /// <summary>The room of two people, the same whoever asks.</summary>
    public ChatRoom Of(string one, string other) =>
        Find(string.CompareOrdinal(one, other) < 0 ? $"{one} and {other}" : $"{other} and {one}");

    private ChatRoom Find(string name)
    {
        lock (_lock)
        {
            if (_rooms.TryGetValue(name, out var room))
                return room;
            // Rooms nobody is in go first; with as many as there are callers there is always one.
            if (_rooms.Count >= MaxRooms && _rooms.FirstOrDefault(pair => pair.Key != Lobby && pair.Value.People.Count == 0).Key is { } empty)
                _rooms.Remove(empty);
            return _rooms[name] = new ChatRoom(name);
        }
    }
}
