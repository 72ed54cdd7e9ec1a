using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Monster.Arcade;

/// <summary>
/// A running play on disk, so that a process that is killed loses nobody's play. The file begins with the play as it stood, and grows by
/// the keys since: some bytes a second. A page that the system has not written yet survives the process, not a power cut; leaving a play
/// writes it whole and synced. A torn end is left out when it is read. Not safe for use by several threads at once.
/// </summary>
public sealed class PlayJournal : IDisposable
{
    /// <summary>The largest file: a recording's keys and rhythm as plain numbers, a recording, and a state.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    private const int FrameHead = 8;

    private readonly string _path;
    private readonly Play _play;
    private FileStream? _file;
    private int _ticks;
    private int _pairs;
    private int _rhythm;

    private PlayJournal(string path, Play play) => (_path, _play) = (path, play);

    private static ReadOnlySpan<byte> Header => "MONSTER JOURNAL 1\n"u8;

    /// <summary>Begins the journal of a play, in place of whatever was there.</summary>
    /// <exception cref="ArcadeException">It cannot be written.</exception>
    public static PlayJournal Begin(string path, Play play)
    {
        var journal = new PlayJournal(path, play);
        journal.Write(sync: false);
        return journal;
    }

    /// <summary>Notes what was played since the last time.</summary>
    /// <exception cref="ArcadeException">It cannot be written.</exception>
    public void Note()
    {
        if (_file is null || _play.Ticks == _ticks)
            return;
        var (pairs, rhythm) = (_play.KeyPairs, _play.RhythmSoFar);
        byte[] body = new byte[12 + (4 * (pairs.Count - _pairs)) + (4 * (rhythm.Count - _rhythm))];
        BinaryPrimitives.WriteInt32LittleEndian(body, _play.Ticks);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(4), pairs.Count - _pairs);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(8), rhythm.Count - _rhythm);
        var rest = body.AsSpan(12);
        for (; _pairs < pairs.Count; _pairs++, rest = rest[4..])
            BinaryPrimitives.WriteInt32LittleEndian(rest, pairs[_pairs]);
        for (; _rhythm < rhythm.Count; _rhythm++, rest = rest[4..])
            BinaryPrimitives.WriteInt32LittleEndian(rest, rhythm[_rhythm]);
        _ticks = _play.Ticks;
        Guarded(() => _file.Write(Frame(body)));
    }

    /// <summary>Begins to bring to the disk what was noted, on another thread: playing does not wait for a disk.</summary>
    public void Sync()
    {
        if (_file?.SafeFileHandle is { } handle)
            _ = Task.Run(() => Flush(handle));
    }

    /// <summary>Writes the play whole and synced, with its state, so that it can be gone on with at once. The journal is closed.</summary>
    /// <exception cref="ArcadeException">It cannot be written; what was noted before is still there.</exception>
    public void Save()
    {
        Close();
        Write(sync: true);
        Close();
    }

    /// <summary>Closes the file; it stays.</summary>
    public void Dispose() => Close();

    /// <summary>Goes on with the play of a journal: with its saved state when nothing was played since, else by playing its keys again.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="find">Gives the cartridge of a SHA-256, or null.</param>
    /// <returns>Null when there is no journal.</returns>
    /// <exception cref="ArcadeException">It is damaged from the start, or its cartridge is gone.</exception>
    public static Play? Resume(string path, Func<string, Cartridge?> find)
    {
        if (!File.Exists(path))
            return null;
        var frames = Frames(ReadFile(path)).ToList();
        if (frames.Count == 0)
            throw new ArcadeException($"The saved play '{Path.GetFileName(path)}' is damaged and cannot be gone on with.");
        var (recording, state) = ReadWhole(frames[0].Span);
        var cartridge = find(recording.Cartridge) ?? throw new ArcadeException("The saved play was made with a version of the game that is not here any more.");
        if (frames.Count == 1 && recording.Status == PlayStatus.Playing)
            return Play.Resume(cartridge, recording, state);
        var keys = recording.Keys.Copy();
        var rhythm = recording.Rhythm.ToList();
        int ticks = recording.Ticks;
        foreach (var frame in frames.Skip(1))
            ticks = ReadSince(frame.Span, keys, rhythm);
        var play = Play.Rebuild(cartridge, recording.Seed, keys, ticks, rhythm);
        play.Origin = new PlayOrigin(recording.Player, recording.Node, recording.Ticket, recording.Started);
        return play;
    }

    /// <summary>The recording of what a journal holds; what was noted after its beginning is played again for it.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="find">Gives the cartridge of a SHA-256, or null.</param>
    /// <returns>Null when there is no journal.</returns>
    /// <exception cref="ArcadeException">It is damaged from the start, or its cartridge is gone.</exception>
    public static Recording? Read(string path, Func<string, Cartridge?> find)
    {
        if (!File.Exists(path))
            return null;
        var first = Frames(ReadFile(path)).Take(2).ToList();
        if (first.Count == 1)
            return ReadWhole(first[0].Span).Recording;
        using var play = Resume(path, find);
        return play?.ToRecording();
    }

    /// <summary>Writes a play that goes on elsewhere, synced, in place of whatever was there. Its state is not known here: whoever goes on plays its keys again.</summary>
    /// <exception cref="ArcadeException">It cannot be written; what was there before is still there.</exception>
    public static void Write(string path, Recording recording)
    {
        byte[] bytes = RecordingWriter.Encode(recording);
        byte[] body = new byte[4 + bytes.Length];
        BinaryPrimitives.WriteInt32LittleEndian(body, bytes.Length);
        bytes.CopyTo(body, 4);
        Guarded(() => AtomicFile.Write(path, [.. Header, .. Frame(body)]));
    }

    /// <summary>What a journal says of its play, without playing anything; null when there is none or it is damaged.</summary>
    public static Recording? Peek(string path)
    {
        try
        {
            return File.Exists(path) && Frames(ReadFile(path)).FirstOrDefault() is { IsEmpty: false } frame ? ReadWhole(frame.Span).Recording : null;
        }
        catch (ArcadeException)
        {
            return null;
        }
    }

    private void Write(bool sync) => Guarded(() =>
    {
        byte[] recording = RecordingWriter.Encode(_play.ToRecording());
        byte[] state = _play.Status == PlayStatus.Trapped ? [] : _play.SaveState();
        byte[] body = new byte[4 + recording.Length + state.Length];
        BinaryPrimitives.WriteInt32LittleEndian(body, recording.Length);
        recording.CopyTo(body, 4);
        state.CopyTo(body, 4 + recording.Length);
        byte[] file = [.. Header, .. Frame(body)];
        if (sync)
        {
            AtomicFile.Write(_path, file);
            return;
        }

        string beside = _path + ".new";
        File.WriteAllBytes(beside, file);
        File.Move(beside, _path, overwrite: true);
        _file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
        (_ticks, _pairs, _rhythm) = (_play.Ticks, _play.KeyPairs.Count, _play.RhythmSoFar.Count);
    });

    private static void Flush(Microsoft.Win32.SafeHandles.SafeFileHandle handle)
    {
        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Closed meanwhile, or the disk fails: the system still has it.
        }
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    private static uint Sum(ReadOnlySpan<byte> body) => BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(body));

    private static byte[] Frame(ReadOnlySpan<byte> body)
    {
        byte[] frame = new byte[FrameHead + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), Sum(body));
        body.CopyTo(frame.AsSpan(FrameHead));
        return frame;
    }

    /// <summary>The whole frames of a file, up to the first that is torn.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Frames(ReadOnlyMemory<byte> file)
    {
        if (!file.Span.StartsWith(Header))
            yield break;
        var rest = file[Header.Length..];
        while (rest.Length >= FrameHead)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
            if (length < 0 || length > rest.Length - FrameHead)
                yield break;
            var body = rest.Slice(FrameHead, length);
            if (Sum(body.Span) != BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[4..]))
                yield break;
            yield return body;
            rest = rest[(FrameHead + length)..];
        }
    }

    private static (Recording Recording, byte[] State) ReadWhole(ReadOnlySpan<byte> body)
    {
        int length = body.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(body) : -1;
        if (length < 0 || length > body.Length - 4)
            throw new ArcadeException("The saved play is damaged and cannot be gone on with.");
        return (RecordingReader.Decode(body.Slice(4, length).ToArray()), body[(4 + length)..].ToArray());
    }

    private static int ReadSince(ReadOnlySpan<byte> body, KeyTrack keys, List<int> rhythm)
    {
        int pairs = BinaryPrimitives.ReadInt32LittleEndian(body[4..]);
        int pauses = BinaryPrimitives.ReadInt32LittleEndian(body[8..]);
        if (pairs < 0 || pauses < 0 || pairs % 2 != 0 || body.Length != 12 + (4L * pairs) + (4L * pauses))
            throw new ArcadeException("The saved play is damaged and cannot be gone on with.");
        var rest = body[12..];
        for (int i = 0; i < pairs; i += 2, rest = rest[8..])
            keys.Add(keys.TicksWithKeys + BinaryPrimitives.ReadInt32LittleEndian(rest), BinaryPrimitives.ReadInt32LittleEndian(rest[4..]));
        for (int i = 0; i < pauses; i++, rest = rest[4..])
            rhythm.Add(BinaryPrimitives.ReadInt32LittleEndian(rest));
        return BinaryPrimitives.ReadInt32LittleEndian(body);
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > MaxBytes)
                throw new ArcadeException($"The saved play '{Path.GetFileName(path)}' is larger than any play can be.");
            byte[] bytes = new byte[file.Length];
            return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArcadeException($"The saved play '{Path.GetFileName(path)}' cannot be read: {e.Message}", e);
        }
    }

    private static void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArcadeException($"The play could not be saved: {e.Message}", e);
        }
    }
}
