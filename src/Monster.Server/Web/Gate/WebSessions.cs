using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monster.Arcade;

namespace Monster.Server;

/// <summary>
/// Who is logged in by a browser. Kept in <c>secrets/web-sessions.json</c> of the data directory, so that a restart logs nobody out; written before a
/// cookie is given or taken, so that who logged out stays so. Safe for any thread.
/// </summary>
internal sealed class WebSessions
{
    /// <summary>The most at a time.</summary>
    public const int Most = 10_000;

    /// <summary>The most of one person; the one used longest ago goes.</summary>
    public const int MostOfOne = 20;

    /// <summary>How long one lives unused.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private const int TokenBytes = 32;
    private const int Version = 1;
    private const int MaxFile = 8 * 1024 * 1024;
    private static readonly TimeSpan Precision = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, WebSession> _sessions = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly TimeProvider _time;

    /// <summary>The sessions of a data directory.</summary>
    /// <exception cref="ServerException">Its file cannot be read.</exception>
    public WebSessions(string directory, TimeProvider time)
    {
        _path = Path.Combine(directory, "secrets", "web-sessions.json");
        _time = time;
        foreach (var session in Read())
            _sessions[session.Id] = session;
    }

    /// <summary>Begins one.</summary>
    /// <returns>The token for the cookie.</returns>
    public string Begin(uint account)
    {
        string token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            Sweep(now);
            Shrink(_sessions.Values.Where(session => session.Account == account), MostOfOne);
            Shrink(_sessions.Values, Most);
            string id = IdOf(token);
            _sessions[id] = new WebSession(id, account, now, now);
            Write();
        }

        return token;
    }

    /// <summary>The session of a token; null when there is none any more.</summary>
    public WebSession? Find(string token)
    {
        if (token.Length != Base64Url.GetEncodedLength(TokenBytes))
            return null;
        string id = IdOf(token);
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            if (!_sessions.TryGetValue(id, out var session) || now - session.Used >= Life)
                return null;
            if (now - session.Used >= Precision)
            {
                _sessions[id] = session = session with { Used = now };
                Write();
            }

            return session;
        }
    }

    /// <summary>Ends one.</summary>
    public void End(string id) => End(session => session.Id == id);

    /// <summary>Ends all of a person but one.</summary>
    public void EndAll(uint account, string? except) => End(session => session.Account == account && session.Id != except);

    /// <summary>What requests that change something must show besides the cookie: it follows from the token, which no page can read.</summary>
    public static string CsrfOf(string token) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(token), "monster csrf 1\n"u8));

    private static string IdOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private void End(Func<WebSession, bool> which)
    {
        lock (_lock)
        {
            var gone = _sessions.Values.Where(which).ToList();
            gone.ForEach(session => _sessions.Remove(session.Id));
            if (gone.Count > 0)
                Write();
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var session in _sessions.Values.Where(session => now - session.Used >= Life).ToList())
            _sessions.Remove(session.Id);
    }

    /// <summary>Makes room for one more.</summary>
    private void Shrink(IEnumerable<WebSession> sessions, int most)
    {
        foreach (var session in sessions.OrderByDescending(session => session.Used).Skip(most - 1).ToList())
            _sessions.Remove(session.Id);
    }

    /// <summary>A disk that is full does not keep anybody from logging in or out now; only a restart would not know of it.</summary>
    private void Write()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            AtomicFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(new Kept(Version, [.. _sessions.Values]), ApiJson.Options), ownerOnly: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private IReadOnlyList<WebSession> Read()
    {
        if (!File.Exists(_path))
            return [];
        try
        {
            if (new FileInfo(_path).Length <= MaxFile && JsonSerializer.Deserialize<Kept>(File.ReadAllBytes(_path), ApiJson.Options) is { Version: Version } kept)
                return kept.Sessions;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ServerException($"The file of web sessions '{_path}' cannot be read: {e.Message} Move it away; everybody logs in once more.", e);
        }

        throw new ServerException($"The file of web sessions '{_path}' is of a newer version, or damaged. Move it away; everybody logs in once more.");
    }

    private sealed record Kept(int Version, IReadOnlyList<WebSession> Sessions);
}
