using Monster.Trace.Tables;

namespace Monster.Trace.Collect;

/// <summary>Writes a table of unknown length, some ten thousand rows at a time; it gets its name when it is whole.</summary>
internal sealed class TableAppender<T> : IDisposable
{
    private const int Batch = 1 << 16;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly List<T> _rows = [];
    private bool _begun;

    public TableAppender(string folder)
    {
        _path = Path.Combine(folder, TraceFormat.FileName<T>());
        _file = new FileStream(_path + ".part", FileMode.Create, FileAccess.ReadWrite);
    }

    public void Add(T row)
    {
        _rows.Add(row);
        if (_rows.Count >= Batch)
            Flush();
    }

    /// <summary>Writes the rest and gives the file its name.</summary>
    public void End()
    {
        if (_rows.Count > 0 || !_begun)
            Flush();
        _file.Dispose();
        File.Move(_path + ".part", _path, overwrite: true);
    }

    public void Dispose() => _file.Dispose();

    private void Flush()
    {
        _file.Position = 0;
        TableFile.WriteTo(_file, _rows, append: _begun);
        _begun = true;
        _rows.Clear();
    }
}
