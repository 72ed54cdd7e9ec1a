namespace Monster.Board;

/// <summary>What a session of the log has done last.</summary>
internal sealed class SessionPast
{
    private const int MaxWhyBytes = 4096;
    private readonly ulong _session;
    private readonly ulong _lastIndex; // 0: not stored yet
    private readonly IReadOnlyList<(ulong Sequence, CommandResult Result)> _outcomes; // ascending

    public SessionPast(ulong session)
        : this(session, 0, 0, [])
    {
    }

    private SessionPast(ulong session, ulong lastIndex, ulong forgotten, IReadOnlyList<(ulong, CommandResult)> outcomes) =>
        (_session, _lastIndex, Forgotten, _outcomes) = (session, lastIndex, forgotten, outcomes);

    /// <summary>The last sequence whose outcome is not remembered any more.</summary>
    public ulong Forgotten { get; }

    public static SessionPast? Find(IReadStore store, ulong session)
    {
        if (store.Find(Key(session)) is not { } value)
            return null;
        var fields = new FieldReader(value);
        ulong lastIndex = fields.U64();
        ulong forgotten = fields.U64();
        var outcomes = new List<(ulong, CommandResult)>();
        while (fields.Left > 0)
        {
            ulong sequence = fields.U64();
            outcomes.Add((sequence, fields.Bool() ? CommandResult.Of(fields.Bytes(ICommand.MaxBytes)) : CommandResult.Rejected(fields.Text(MaxWhyBytes))));
        }

        return new SessionPast(session, lastIndex, forgotten, outcomes);
    }

    public static SessionPast? Oldest(IReadStore store)
    {
        foreach (var (key, _) in store.ScanPrefix([(byte)Table.LogSessionAges]))
        {
            var parts = new KeyReader(key);
            _ = parts.U64();
            return Find(store, parts.U64());
        }

        return null;
    }

    public CommandResult? Outcome(ulong sequence) => _outcomes.FirstOrDefault(o => o.Sequence == sequence).Result;

    public SessionPast With(ulong sequence, CommandResult result, ulong index)
    {
        // Sequences come in order but for those that overtook each other on their way here: the window is of the highest.
        var outcomes = _outcomes.Append((sequence, Remembered(result))).OrderBy(o => o.Item1).ToList();
        ulong forgotten = Forgotten;
        while (outcomes.Count > BoardMachine.Window)
        {
            forgotten = outcomes[0].Item1;
            outcomes.RemoveAt(0);
        }

        return new SessionPast(_session, index, forgotten, outcomes);
    }

    public void Put(IStore store)
    {
        var fields = new FieldWriter().U64(_lastIndex).U64(Forgotten);
        foreach (var (sequence, result) in _outcomes)
        {
            fields.U64(sequence).Bool(result.IsAccepted);
            if (result.IsAccepted)
                fields.Bytes(result.Value);
            else
                fields.Text(result.Why!);
        }

        store.Put(Key(_session), fields.Written);
        store.Put(AgeKey(_lastIndex), []);
    }

    public void Delete(IStore store)
    {
        if (_lastIndex == 0)
            return;
        store.Delete(Key(_session));
        store.Delete(AgeKey(_lastIndex));
    }

    private static CommandResult Remembered(CommandResult result) =>
        result.Why is { Length: > MaxWhyBytes / 4 } why ? CommandResult.Rejected(why[..(MaxWhyBytes / 4)]) : result;

    private static byte[] Key(ulong session) => new KeyWriter(Table.LogSessions).U64(session).ToKey();

    private byte[] AgeKey(ulong index) => new KeyWriter(Table.LogSessionAges).U64(index).U64(_session).ToKey();
}
