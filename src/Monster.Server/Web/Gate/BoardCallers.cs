using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Monster.Bbs.People;
using Monster.Bbs.Screens;
using Monster.Board.Messages;
using Monster.Board.People;
using Monster.Doors;

namespace Monster.Server;

/// <summary>
/// Requests that another board's door sends for its callers (<c>monster door --board</c>): it shows its tag and key as user and password (RFC 7617), and says who plays.
/// The key opens what a play needs and nothing else.
/// </summary>
internal sealed class BoardCallers(IReadOnlyList<OtherBoard> boards, BbsServices services, TimeProvider time)
{
    private const int MaxHeader = 3 * 4 * VisitorName.MaxAlias;

    private readonly RateLimiter _refused = new(new Rate(10, TimeSpan.FromSeconds(30)), time);

    /// <summary>Whether a request is one of a board.</summary>
    public static bool IsMeant(HttpRequest request) => request.Headers.ContainsKey(LeagueClient.CallerHeader);

    /// <summary>The account of the caller; the first ticket makes it. Null when there is none yet.</summary>
    /// <exception cref="ProblemException">The board is not known, or the caller may not play.</exception>
    /// <exception cref="RefusedException">Too many callers of the board are new.</exception>
    public async Task<Account?> FindAsync(HttpRequest request, IPAddress from)
    {
        // Keys are not for guessing.
        if (_refused.Wait(from.ToString()) is var wait && wait > TimeSpan.Zero)
            throw ProblemException.SlowDown(wait);
        if (BoardOf(request, from) is not { } board)
        {
            _refused.Count(from.ToString());
            throw new ProblemException(401, "board-key", "This board does not take plays from yours: tag, key or address are not those it knows. Its sysop can enter them in door-boards.");
        }

        var origin = new VisitorOrigin(board.Tag, Alias(request));
        bool changes = !HttpMethods.IsGet(request.Method);
        if (!IsOpen(request.Path, changes))
            return changes ? throw new ProblemException(403, "not-allowed", "A board's key is for the plays of its callers only.") : null;
        if (Find(origin) is null && changes && request.Path == "/api/tickets")
            await services.Visitors.WelcomeAsync(origin);
        var account = Find(origin);
        return account is null || !account.IsBanned(time.GetUtcNow())
            ? account
            : throw new ProblemException(403, "banned", $"This board's sysop does not let {account.Name} play here.");
    }

    /// <summary>What a key opens in its callers' names; the rest of the board is for whoever logs in, or for all.</summary>
    private static bool IsOpen(PathString path, bool changes) =>
        path.StartsWithSegments("/api/tickets", StringComparison.Ordinal) || path == "/api/plays" || (path == "/api/session" && !changes);

    private static string Alias(HttpRequest request)
    {
        string sent = request.Headers[LeagueClient.CallerHeader] is [{ } header] && header.Length <= MaxHeader ? Uri.UnescapeDataString(header) : "";
        string alias = CleanText.Line(sent);
        return VisitorName.AliasFault(alias) is { } fault ? throw new ProblemException(422, "refused", $"Your board sent no name that can be used here. {fault}") : alias;
    }

    private OtherBoard? BoardOf(HttpRequest request, IPAddress from)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization.ToString(), out var shown) || !string.Equals(shown.Scheme, "Basic", StringComparison.OrdinalIgnoreCase))
            return null;
        byte[] pair = new byte[shown.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(shown.Parameter ?? "", pair, out int length))
            return null;
        var both = pair.AsSpan(0, length);
        int colon = both.IndexOf((byte)':');
        return colon < 0 ? null : OtherBoard.Find(boards, from, Encoding.UTF8.GetString(both[..colon]), both[(colon + 1)..]);
    }

    private Account? Find(VisitorOrigin origin) => services.Board.Read(store => Visitors.Find(store, origin));
}
