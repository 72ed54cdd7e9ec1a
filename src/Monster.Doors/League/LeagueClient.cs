using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Doors;

/// <summary>
/// Talks with the board elsewhere over its HTTP API (docs/api.md) for one caller. Whatever it answers, or does not, comes back as an answer, as
/// <see cref="LeagueRefusedException"/> or as <see cref="LeagueUnreachableException"/>, in bounded time. Safe for any thread.
/// </summary>
public sealed class LeagueClient : IDisposable
{
    /// <summary>The header that says who plays: the name there, in UTF-8, percent-encoded. The board reads it by this name, too.</summary>
    public const string CallerHeader = "Monster-Caller";

    private const int MaxAnswer = 256 * 1024;
    private const int MaxWords = 300;
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;
    private readonly LeagueAddress _address;
    private readonly TimeProvider _time;

    /// <summary>A client of a board. Nothing is sent yet.</summary>
    public LeagueClient(LeagueAddress address, TimeProvider time)
    {
        (_address, _time) = (address, time);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = ConnectTime, MaxConnectionsPerServer = 4, MaxResponseHeadersLength = 16 };
        _http = new HttpClient(handler) { BaseAddress = address.Url, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswer };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{address.Tag}:{address.Key}")));
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("monster-door");
    }

    /// <summary>The name of a caller as it is sent: what cannot be shown is left out.</summary>
    public static string NameOf(string caller)
    {
        string clean = CleanText.Line(caller);
        return clean.Length <= VisitorName.MaxAlias ? clean : clean[..VisitorName.MaxAlias].TrimEnd();
    }

    /// <summary>Asks for something that needs nothing, so that the line is open when something is needed, and a board that cannot be reached is known.</summary>
    public Task GreetAsync(string caller, TimeSpan limit, CancellationToken stop) => SendAsync(HttpMethod.Get, "api/session", caller, null, limit, stop);

    /// <summary>Opens a ticket and answers it with a number that this door draws for its caller.</summary>
    /// <returns>The ticket, with its seed.</returns>
    public async Task<LeagueTicket> OpenAsync(string caller, int shard, string cartridge, TimeSpan limit, CancellationToken stop)
    {
        var opened = await AskAsync(HttpMethod.Post, "api/tickets", caller, Json(new LeagueTicketBody(shard, cartridge), LeagueJson.Default.LeagueTicketBody), LeagueJson.Default.LeagueTicket, limit, stop);
        return await AnswerAsync(opened, caller, limit, stop);
    }

    /// <summary>Takes a ticket up that is open already: from its seed, it is the same play.</summary>
    public async Task<LeagueTicket> TakeAsync(string caller, LeagueTicket open, TimeSpan limit, CancellationToken stop)
    {
        var taken = await AskAsync(HttpMethod.Post, "api/tickets/take", caller, Json(new LeagueTakeBody(open.Serial), LeagueJson.Default.LeagueTakeBody), LeagueJson.Default.LeagueTicket, limit, stop);
        return taken.Seed is null ? await AnswerAsync(taken, caller, limit, stop) : Checked(taken, null);
    }

    /// <summary>Gives a play up.</summary>
    public Task AbandonAsync(string caller, ulong serial, uint owner, TimeSpan limit, CancellationToken stop) =>
        SendAsync(HttpMethod.Delete, string.Create(CultureInfo.InvariantCulture, $"api/tickets/{serial}?owner={owner}"), caller, null, limit, stop);

    /// <summary>Hands a play in. The same again gets the same answer.</summary>
    /// <returns>How it stands, in words.</returns>
    public async Task<string> HandInAsync(string caller, uint owner, byte[] recording, TimeSpan limit, CancellationToken stop)
    {
        var content = new ByteArrayContent(recording);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cbor");
        var answer = await AskAsync(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"api/plays?owner={owner}"), caller, content, LeagueJson.Default.LeagueHandedIn, limit, stop);
        return Words(answer.Placed) is { Length: > 0 } words ? words : "Score checked";
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<LeagueTicket> AnswerAsync(LeagueTicket opened, string caller, TimeSpan limit, CancellationToken stop)
    {
        string number = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PlayTicket.NumberBytes));
        string path = string.Create(CultureInfo.InvariantCulture, $"api/tickets/{opened.Serial}/answer");
        var answered = await AskAsync(HttpMethod.Put, path, caller, Json(new LeagueNumberBody(number), LeagueJson.Default.LeagueNumberBody), LeagueJson.Default.LeagueTicket, limit, stop);
        // The promise is that of the ticket as it was opened, before the board knew our number.
        return Checked(answered with { Commitment = opened.Commitment }, number);
    }

    private static LeagueTicket Checked(LeagueTicket ticket, string? number) => ticket.Checked(number) is not null
        ? ticket
        : throw new LeagueRefusedException("ticket", "Its ticket does not add up: the seed could have been chosen.");

    private static ByteArrayContent Json<T>(T value, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private async Task<T> AskAsync<T>(HttpMethod method, string path, string caller, HttpContent? content, JsonTypeInfo<T> type, TimeSpan limit, CancellationToken stop)
        where T : class
    {
        byte[] body = await SendAsync(method, path, caller, content, limit, stop);
        return Parse(body, type) ?? throw new LeagueUnreachableException($"{_address.Url.Host} answers, but not as a board does. Is the address right?") { IsForSysop = true };
    }

    private async Task<byte[]> SendAsync(HttpMethod method, string path, string caller, HttpContent? content, TimeSpan limit, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add(CallerHeader, Uri.EscapeDataString(caller));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            byte[] body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return response.IsSuccessStatusCode ? body : throw Explain(response, body);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new LeagueUnreachableException($"{_address.Url.Host} did not answer in time.", null, e);
        }
        catch (HttpRequestException e)
        {
            throw new LeagueUnreachableException($"{_address.Url.Host} cannot be reached: {Words(e.InnerException?.Message ?? e.Message)}", null, e);
        }
    }

    /// <summary>What the board decided about this play is final; everything else is tried again.</summary>
    private Exception Explain(HttpResponseMessage response, byte[] body)
    {
        var problem = Parse(body, LeagueJson.Default.LeagueProblem);
        string words = Words(problem?.Detail);
        int status = (int)response.StatusCode;
        var wait = response.Headers.RetryAfter?.Delta;
        return (response.StatusCode, problem?.Code) switch
        {
            (HttpStatusCode.TooManyRequests, _) or ( >= HttpStatusCode.InternalServerError, _) => new LeagueUnreachableException(words.Length > 0 ? words : $"{_address.Url.Host} answers {status}.", wait) { IsOfOne = status == 500 },
            (HttpStatusCode.Unauthorized, _) => new LeagueUnreachableException($"{_address.Url.Host} does not take this board's key. The sysop has to see to it.", wait) { IsForSysop = true },
            (_, { Length: > 0 } code) when words.Length > 0 => new LeagueRefusedException(code, words, problem.Ticket),
            _ => new LeagueUnreachableException($"{_address.Url.Host} answers {status}, not as a board does. Is the address right?", wait) { IsForSysop = true },
        };
    }

    private static T? Parse<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What another machine says is shown on a caller's screen: clean, and not too much.</summary>
    private static string Words(string? text)
    {
        string clean = CleanText.Line(text ?? "");
        return clean.Length <= MaxWords ? clean : clean[..MaxWords];
    }
}
