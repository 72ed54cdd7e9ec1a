using System.Diagnostics.CodeAnalysis;

namespace Monster.Arcade;

/// <summary>
/// The journal of the play that goes on in this process, in a player's folder: who kills the process, or the machine, costs the player the last moments only. A journal
/// is held by the process that writes it, so that what another process of the same player plays just now is never taken for something left behind. Not safe for use by
/// several threads at once.
/// </summary>
/// <param name="folder">The folder; made when there is something to note.</param>
/// <param name="time">The clock.</param>
[SuppressMessage("Design", "CA1001", Justification = "What is open belongs to a play and is closed with it; the system closes it with the process.")]
internal sealed class RunningPlays(string folder, TimeProvider time)
{
    /// <summary>Processes that may play the same game for the same player at once and have a journal.</summary>
    private const int Most = 4;

    /// <summary>How often a running play is noted: what a killed process costs at most.</summary>
    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(1);

    /// <summary>How often what was noted is brought to the disk: what a power cut costs at most.</summary>
    private static readonly TimeSpan SyncEvery = TimeSpan.FromSeconds(5);

    private Play? _play;
    private string _path = "";
    private FileStream? _hold;
    private PlayJournal? _journal;
    private DateTimeOffset _noted;
    private DateTimeOffset _synced;

    /// <summary>The names of the journals that processes which are gone have left behind.</summary>
    public static IEnumerable<string> LeftBehind(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.journal").Where(IsLeftBehind).Select(path => Path.GetFileName(path)) : [];

    /// <summary>The play of a game that a process which is gone has left behind; null when there is none.</summary>
    /// <param name="name">What the journals of the game begin with.</param>
    /// <param name="cartridge">The game.</param>
    public Play? TakeUp(string name, Cartridge cartridge)
    {
        Release();
        foreach (string path in Paths(name).Where(File.Exists))
        {
            if (Hold(path) is not { } hold)
                continue;
            if (Resume(path, cartridge) is { } play)
            {
                (_play, _path, _hold) = (play, path, hold);
                return play;
            }

            hold.Dispose();
        }

        return null;
    }

    /// <summary>A play goes on.</summary>
    /// <param name="name">What the journals of the game begin with.</param>
    /// <param name="play">The play.</param>
    /// <param name="isResting">Whether it pauses: then all of it is noted at once.</param>
    public void Note(string name, Play play, bool isResting)
    {
        var now = time.GetUtcNow();
        if (play is not { Status: PlayStatus.Playing, Ticks: > 0 } || (play == _play && !isResting && now - _noted < NoteEvery))
            return;
        _noted = now;
        try
        {
            if (play != _play)
                Begin(name, play);
            if (_hold is null)
                return;
            if (_journal is null)
                _journal = PlayJournal.Begin(_path, play);
            else
                _journal.Note();
            if (isResting || now - _synced >= SyncEvery)
                _journal.Sync();
            _synced = isResting || now - _synced >= SyncEvery ? now : _synced;
        }
        catch (Exception e) when (e is ArcadeException or IOException or UnauthorizedAccessException)
        {
            // A full disk does not stop anybody from playing; the next note may do better.
        }
    }

    /// <summary>The play is kept elsewhere now, or is over: its journal goes.</summary>
    public void Drop()
    {
        _journal?.Dispose();
        _journal = null;
        if (_hold is not null)
            Delete(_path);
        Release();
    }

    /// <summary>What cannot be gone on with is put aside, so that it is not met again at every call.</summary>
    private static Play? Resume(string path, Cartridge cartridge)
    {
        try
        {
            var play = PlayJournal.Resume(path, sha256 => sha256 == cartridge.Sha256 ? cartridge : null);
            if (play is { Ticks: > 0 })
                return play;
            play?.Dispose();
            Delete(path);
        }
        catch (ArcadeException)
        {
            File.Move(path, path + ".damaged", overwrite: true);
        }

        return null;
    }

    private static bool IsLeftBehind(string path)
    {
        using var hold = Hold(path);
        return hold is not null;
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is offered once more, then.
        }
    }

    private static FileStream? Hold(string path)
    {
        try
        {
            return new FileStream(path + ".hold", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // another process has it
        }
    }

    private void Begin(string name, Play play)
    {
        Release();
        _play = play;
        Directory.CreateDirectory(folder);
        foreach (string path in Paths(name).Where(path => !File.Exists(path)))
        {
            _hold = Hold(path);
            _path = path;
            if (_hold is not null)
                return;
        }
    }

    private void Release()
    {
        _journal?.Dispose();
        _hold?.Dispose();
        (_play, _journal, _hold, _path) = (null, null, null, "");
    }

    private IEnumerable<string> Paths(string name) => Enumerable.Range(1, Most).Select(number => Path.Combine(folder, $"{name}.{number}.journal"));
}
