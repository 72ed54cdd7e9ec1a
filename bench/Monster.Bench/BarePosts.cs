using SQLitePCL;

namespace Monster.Bench;

/// <summary>Posts in SQLite and nothing else, over its own calls: what the board's posts are measured against.</summary>
internal sealed class BarePosts : IDisposable
{
    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 4000;";

    private const string Words = "CREATE VIRTUAL TABLE words USING fts5(body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');";

    private const string Least = "CREATE TABLE post(id INTEGER PRIMARY KEY, board INTEGER, author INTEGER, time INTEGER, subject TEXT, body TEXT); CREATE INDEX by_board ON post(board, id);";

    /// <summary>What the board reads by: number on the board, thread, author; threads by their last post; how many posts a board and a person have.</summary>
    private const string Same = """
        CREATE TABLE post(id INTEGER PRIMARY KEY, board INTEGER, number INTEGER, thread INTEGER, reply_to INTEGER, author INTEGER, time INTEGER, subject TEXT, body TEXT);
        CREATE INDEX by_board ON post(board, number); CREATE INDEX by_thread ON post(thread, id); CREATE INDEX by_author ON post(author, id);
        CREATE TABLE thread(id INTEGER PRIMARY KEY, board INTEGER, subject TEXT, author INTEGER, posts INTEGER, last_post INTEGER, last_number INTEGER, last_time INTEGER);
        CREATE INDEX by_last ON thread(board, last_post);
        CREATE TABLE board(id INTEGER PRIMARY KEY, posts INTEGER); CREATE TABLE account(id INTEGER PRIMARY KEY, name TEXT, posts INTEGER); INSERT INTO account VALUES(1, 'Keeper', 0);
        """;

    private readonly sqlite3 _database;
    private readonly List<sqlite3_stmt> _statements = [];
    private readonly sqlite3_stmt _begin, _commit, _post, _words;
    private readonly sqlite3_stmt? _thread, _countBoard, _countAccount;
    private long _last;

    public BarePosts(string path, bool isLeast)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open(path, out _database));
        Check(raw.sqlite3_exec(_database, Pragmas + (isLeast ? Least : Same) + Words));
        (_begin, _commit) = (Prepare("BEGIN"), Prepare("COMMIT"));
        _words = Prepare("INSERT INTO words(rowid, body) VALUES(?1, ?2)");
        _post = Prepare(isLeast
            ? "INSERT INTO post(id, board, author, time, subject, body) VALUES(?1, ?2, 1, ?3, ?4, ?5)"
            : "INSERT INTO post(id, board, author, time, subject, body, thread, reply_to, number) VALUES(?1, ?2, 1, ?3, ?4, ?5, ?1, 0, (SELECT posts FROM board WHERE id = ?2))");
        if (isLeast)
            return;
        _countBoard = Prepare("INSERT INTO board(id, posts) VALUES(?1, 1) ON CONFLICT(id) DO UPDATE SET posts = posts + 1");
        _countAccount = Prepare("UPDATE account SET posts = posts + 1 WHERE id = 1");
        _thread = Prepare("INSERT INTO thread SELECT ?1, ?2, ?4, 1, 1, ?1, posts, ?3 FROM board WHERE id = ?2");
    }

    public void Begin() => Run(_begin);

    public void Commit() => Run(_commit);

    public void Add(int board, long time, string subject, string body)
    {
        long id = ++_last;
        if (_countBoard is not null)
        {
            raw.sqlite3_bind_int64(_countBoard, 1, board);
            Run(_countBoard);
        }

        foreach (var statement in _thread is null ? [_post] : new[] { _post, _thread })
        {
            raw.sqlite3_bind_int64(statement, 1, id);
            raw.sqlite3_bind_int64(statement, 2, board);
            raw.sqlite3_bind_int64(statement, 3, time);
            raw.sqlite3_bind_text(statement, 4, subject);
            if (statement == _post)
                raw.sqlite3_bind_text(statement, 5, body);
            Run(statement);
        }

        if (_countAccount is not null)
            Run(_countAccount);
        raw.sqlite3_bind_int64(_words, 1, id);
        raw.sqlite3_bind_text(_words, 2, subject + "\n" + body);
        Run(_words);
    }

    public void Dispose()
    {
        _statements.ForEach(statement => statement.Dispose());
        _database.Dispose();
    }

    private sqlite3_stmt Prepare(string text)
    {
        Check(raw.sqlite3_prepare_v2(_database, text, out var statement));
        _statements.Add(statement);
        return statement;
    }

    private void Run(sqlite3_stmt statement)
    {
        Check(raw.sqlite3_step(statement));
        Check(raw.sqlite3_reset(statement));
    }

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
            throw new InvalidOperationException(raw.sqlite3_errmsg(_database).utf8_to_string());
    }
}
