using System.Security.Cryptography;
using Monster.Board;

namespace Monster.Bbs;

/// <summary>
/// A running board's shared state: the log and the store in a data directory, one process at a time. Commands go in by
/// <see cref="SubmitAsync(ICommand)"/>; what they come to is read by <see cref="Read"/>. What was acknowledged is never lost: not by a crash, a kill or a
/// loss of power. When the disk will take no more, the board becomes read-only and says so.
/// </summary>
public sealed class BoardHost : ILog, IAsyncDisposable
{
    private readonly FileStream _lock;
    private readonly SqliteStore _store;
    private readonly LogFile _file;
    private readonly LogWriter _writer;
    private readonly ulong _session = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private readonly Lock _order = new();
    private ulong _sequence;

    private BoardHost(string directory, FileStream held, SqliteStore store, LogFile file)
    {
        (Directory, _lock, _store, _file) = (directory, held, store, file);
        _writer = new LogWriter(file, store, batch => Applied?.Invoke(this, batch));
    }

    /// <summary>After each batch of commands that was applied, from the log's own thread: be quick, and do not submit and wait here.</summary>
    public event EventHandler<AppliedBatch>? Applied;

    /// <summary>The data directory.</summary>
    public string Directory { get; }

    /// <summary>The index applied last.</summary>
    public ulong AppliedIndex => _writer.Applied;

    /// <summary>The hash of the state at <see cref="AppliedIndex"/>.</summary>
    public StateHash StateHash => _writer.Hash;

    /// <summary>Why nothing can be changed any more, as a sentence for people; null while all is well.</summary>
    public string? ReadOnlyBecause => _writer.Failure;

    /// <summary>Opens a data directory, or begins one; what the store has not applied yet is applied from the log first.</summary>
    /// <param name="directory">The directory, made when it is not there.</param>
    /// <exception cref="LogException">Another process has it, it is damaged, or of a newer version.</exception>
    public static BoardHost Open(string directory) => Open(directory, SearchIndex.OfBoard);

    internal static BoardHost Open(string directory, SearchIndex words)
    {
        FileStream? held = null;
        SqliteStore? store = null;
        LogFile? file = null;
        try
        {
            string log = Path.Combine(directory, "log");
            System.IO.Directory.CreateDirectory(log);
            held = Take(directory);
            store = new SqliteStore(Path.Combine(directory, "state.db"), words);
            bool isOnDisk = store.Checkpoint();
            file = LogFile.Open(log, isOnDisk ? store.Applied : 0, store.Applied > 0 ? store.Board : null);
            CatchUp(store, file);
            return new BoardHost(directory, held, store, file);
        }
        catch (Exception e)
        {
            file?.Dispose();
            store?.Dispose();
            held?.Dispose();
            if (e is IOException or UnauthorizedAccessException or StoreException)
                throw new LogException($"The data directory '{directory}' cannot be used: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Submits a command of this process and tells what came of it.</summary>
    public ValueTask<Outcome> SubmitAsync(ICommand command)
    {
        byte[] bytes;
        try
        {
            bytes = CommandKinds.Encode(command);
        }
        catch (BoardFormatException e)
        {
            return new(Outcome.Rejected(e.Message));
        }

        // In order, so that no sequence is overtaken by a whole window of later ones.
        lock (_order)
            return _writer.SubmitAsync(new LogEntry(_session, ++_sequence, bytes));
    }

    /// <inheritdoc/>
    public ValueTask<Outcome> SubmitAsync(ulong session, ulong sequence, ReadOnlyMemory<byte> command) =>
        command.Length > ICommand.MaxBytes
            ? new(Outcome.Rejected($"A command has at most {ICommand.MaxBytes:N0} bytes."))
            : _writer.SubmitAsync(new LogEntry(session, sequence, command));

    /// <summary>Reads the state as it is at one moment. Callable from any thread, also while commands are applied.</summary>
    public T Read<T>(Func<IReadStore, T> read) => _store.Read(read);

    /// <summary>The numbers of the posts that have all the words, the newest first.</summary>
    /// <param name="words">As people write them; a word that ends with a star stands for its beginning.</param>
    /// <param name="most">The most that are given.</param>
    public async Task<IReadOnlyList<ulong>> SearchPostsAsync(string words, int most)
    {
        if (SearchIndex.Query(words) is not { } query)
            return [];
        await _writer.IndexWordsAsync();
        return _store.Read(reader => reader.Search(query, most));
    }

    /// <summary>Makes the store durable by itself and drops what is not needed of the log any more.</summary>
    /// <returns>False when nothing could be done now.</returns>
    public ValueTask<bool> CompactAsync() => _writer.CompactAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _file.Dispose();
        _store.Dispose();
        await _lock.DisposeAsync();
    }

    private static FileStream Take(string directory)
    {
        try
        {
            return new FileStream(Path.Combine(directory, "board.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(Path.Combine(directory, "board.lock")))
        {
            throw new LogException($"The board in '{directory}' is running already: another process has it open.", e);
        }
    }

    private static void CatchUp(SqliteStore store, LogFile file)
    {
        if (file.Last < store.Applied || file.First > store.Applied + 1)
            throw new LogException($"The log holds entries {file.First:N0} to {file.Last:N0}, but the state is at {store.Applied:N0}: a part of the log is missing. Restore the board from a backup.");
        if (store.Board != file.Board)
            store.Adopt(file.Board); // a store that is made anew from its log
        foreach (var batch in file.Read(store.Applied + 1).Chunk(LogWriter.MaxBatch))
            LogWriter.Apply(store, batch[0].Index, [.. batch.Select(b => b.Entry)]);
    }
}
