using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using Monster.Bbs.Sessions;

namespace Monster.Server;

/// <summary>Tokens with which a page opens the terminal already logged in: an address cannot carry a cookie's secret, but may carry something that works once and for half a minute. Safe for any thread.</summary>
internal sealed class TerminalTokens(TimeProvider time)
{
    /// <summary>How long a token works.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private const int Most = 1_000;
    private const int Bytes = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Login Login, IPAddress From, long Made)> _tokens = new(StringComparer.Ordinal);

    /// <summary>Makes one.</summary>
    /// <exception cref="ProblemException">There are too many that were not used.</exception>
    public string Make(Login login, IPAddress from)
    {
        string token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        lock (_lock)
        {
            foreach (string old in _tokens.Where(entry => time.GetElapsedTime(entry.Value.Made) >= Life).Select(entry => entry.Key).ToList())
                _tokens.Remove(old);
            if (_tokens.Count >= Most)
                throw new ProblemException(503, "busy", "Too many open the terminal at this moment. Try again.") { RetryAfter = Life };
            _tokens[token] = (login, from, time.GetTimestamp());
        }

        return token;
    }

    /// <summary>Uses one up.</summary>
    /// <returns>Who it is for; null when it does not work, or not from there.</returns>
    public Login? Take(string token, IPAddress from)
    {
        lock (_lock)
            return _tokens.Remove(token, out var made) && time.GetElapsedTime(made.Made) < Life && made.From.Equals(from) ? made.Login : null;
    }
}
