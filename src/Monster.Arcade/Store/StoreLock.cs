namespace Monster.Arcade;

/// <summary>Held by the one process that changes a folder's shared files now. The system drops it when a process dies.</summary>
public sealed class StoreLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <summary>Waits until the folder is free, some seconds at most.</summary>
    /// <param name="folder">The folder; it exists.</param>
    /// <exception cref="ArcadeException">Another process keeps it too long.</exception>
    public static StoreLock Take(string folder)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new StoreLock(new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(Path.Combine(folder, ".lock")) && TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                Thread.Sleep(10);
            }
            catch (IOException e) when (File.Exists(Path.Combine(folder, ".lock")))
            {
                throw new ArcadeException($"Another program keeps '{folder}' busy. Try again.", e);
            }
        }
    }

    /// <summary>Lets others in.</summary>
    public void Dispose() => _file.Dispose();
}
