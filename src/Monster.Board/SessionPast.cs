using System.Buffers.Binary;

namespace Monster.Board;

/// <summary>
/// What a session of the log has done last, as its bytes are in the store: the index by which its age is known, the last sequence that is
/// forgotten, then sequence, 1 and the value or 0 and the reason, for each outcome, in ascending order. They are kept as bytes,
/// since every command adds one and hardly any is ever looked for.
/// </summary>
internal sealed class SessionPast
{
    private const int HeadBytes = 2 * sizeof(ulong);
    /// <summary>Commands of the log after which a session counts as younger: each time would be two more changes a command.</summary>
    private const ulong AgeStep = 1_024;

    private const int OutcomeHead = sizeof(ulong) + 1 + sizeof(int);
    private const int MaxWhyBytes = 4096;
    private readonly ulong _session;
    private readonly ulong _aged; // 0: not stored yet
    private readonly byte[] _outcomes;

    public SessionPast(ulong session)
        : this(session, 0, 0, [])
    {
    }

    private SessionPast(ulong session, ulong aged, ulong forgotten, byte[] outcomes) =>
        (_session, _aged, Forgotten, _outcomes) = (session, aged, forgotten, outcomes);

    /// <summary>The last sequence whose outcome is not remembered any more.</summary>
    public ulong Forgotten { get; }

    public static SessionPast? Find(IReadStore store, ulong session)
    {
        if (store.Find(Key(session)) is not { } value)
            return null;
        var fields = new FieldReader(value);
        return new SessionPast(session, fields.U64(), fields.U64(), value[HeadBytes..]);
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

    public CommandResult? Outcome(ulong sequence)
    {
        for (int at = 0; at < _outcomes.Length; at += Length(at))
        {
            if (Sequence(at) != sequence)
                continue;
            var fields = new FieldReader(_outcomes.AsSpan(at + sizeof(ulong)));
            return fields.Bool() ? CommandResult.Of(fields.Bytes(ICommand.MaxBytes)) : CommandResult.Rejected(fields.Text(MaxWhyBytes));
        }

        return null;
    }

    public SessionPast With(ulong sequence, CommandResult result, ulong index)
    {
        // Sequences come in order but for those that overtook each other on their way here: the window is of the highest.
        var added = new FieldWriter().U64(sequence).Bool(result.IsAccepted);
        if (result.Why is { } why)
            added.Text(why.Length > MaxWhyBytes / 4 ? why[..(MaxWhyBytes / 4)] : why);
        else
            added.Bytes(result.Value);
        int count = 0, place = 0;
        for (int at = 0; at < _outcomes.Length; at += Length(at))
        {
            count++;
            if (Sequence(at) < sequence)
                place = at + Length(at);
        }

        ulong aged = _aged == 0 || index - _aged >= AgeStep ? index : _aged;
        byte[] outcomes = [.. _outcomes.AsSpan(0, place), .. added.Written, .. _outcomes.AsSpan(place)];
        var past = new SessionPast(_session, aged, Forgotten, outcomes);
        return count < BoardMachine.Window ? past : new SessionPast(_session, aged, past.Sequence(0), outcomes[past.Length(0)..]);
    }

    /// <summary>Puts it in the place of what it was made from.</summary>
    public void Put(IStore store, SessionPast before)
    {
        store.Put(Key(_session), new FieldWriter().U64(_aged).U64(Forgotten).Fixed(_outcomes).Written);
        if (before._aged == _aged)
            return;
        if (before._aged != 0)
            store.Delete(AgeKey(before._aged));
        store.Put(AgeKey(_aged), []);
    }

    public void Delete(IStore store)
    {
        if (_aged == 0)
            return;
        store.Delete(Key(_session));
        store.Delete(AgeKey(_aged));
    }

    private ulong Sequence(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_outcomes.AsSpan(at));

    private int Length(int at) => OutcomeHead + BinaryPrimitives.ReadInt32LittleEndian(_outcomes.AsSpan(at + sizeof(ulong) + 1));

    private static byte[] Key(ulong session) => new KeyWriter(Table.LogSessions).U64(session).ToKey();

    private byte[] AgeKey(ulong index) => new KeyWriter(Table.LogSessionAges).U64(index).U64(_session).ToKey();
}
