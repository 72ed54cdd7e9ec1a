using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monster.Arcade;
using Monster.Bbs.Arcade;
using Monster.Bbs.People;
using Monster.Board;

namespace Monster.Server;

/// <summary>Ranked plays: tickets, handing in, and carrying on elsewhere.</summary>
internal sealed class TicketsApi(WebBoard web)
{
    private const string RecordingType = "application/cbor";

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/tickets", OpenAsync);
        api.MapGet("/tickets", All);
        api.MapGet("/tickets/{serial}", One);
        api.MapPut("/tickets/{serial}/answer", AnswerAsync);
        api.MapDelete("/tickets/{serial}", AbandonAsync);
        api.MapPut("/tickets/{serial}/recording", KeepAsync).Accepts<byte[]>(RecordingType);
        api.MapGet("/tickets/{serial}/recording", KeptAsync).Produces(200, contentType: RecordingType);
        api.MapPost("/tickets/{serial}/code", OfferAsync).Accepts<byte[]>(RecordingType);
        api.MapDelete("/tickets/{serial}/code", StayAsync);
        api.MapPost("/tickets/take", TakeAsync);
        api.MapPost("/plays", HandInAsync).Accepts<byte[]>(RecordingType);
    }

    /// <summary>A ticket as its player is told of it.</summary>
    public static TicketFacts Facts(WebBoard web, IReadStore store, Ticket ticket)
    {
        var s = ticket.Statement;
        var numbers = ticket.Numbers;
        return new TicketFacts(
            s.Serial, ticket.StateAt(web.Time.GetUtcNow()).ToString().ToLowerInvariant(), s.IsDaily, s.IsDaily ? ScorePeriod.Date(s.Day) : null, ticket.Shard, WebBoard.Game(store, ticket.Shard), s.Cartridge, s.Rules,
            s.Opened, s.Opened + Ticket.Life, ticket.Owner, web.Remote.IsElsewhere(ticket), web.Remote.IsKept(ticket),
            Convert.ToHexStringLower(s.Encode()), ticket.Signature, ticket.PublicKey, s.Commitment, numbers?.NodeNumber, numbers?.PlayerNumber, ticket.Seed,
            numbers is null ? null : new Origin(s.Player.ToString(CultureInfo.InvariantCulture), web.Arcade.Settings.Node, Convert.ToHexStringLower(numbers.Encode())),
            ticket.State == TicketState.Accepted ? Plays.RecentOf(store, s.Player, 200).FirstOrDefault(play => play.Serial == s.Serial)?.Id : null);
    }

    private async Task<Created<TicketFacts>> OpenAsync(HttpContext context, TicketBody body)
    {
        var me = Asker.Of(context).Member();
        if (body.Daily == body.Shard is not null)
            throw new ProblemException(400, "bad-request", "Either a shard or the challenge of the day is wanted.");
        if (body.Shard is < 0 or >= Shards.Count)
            throw ProblemException.NotFound("game");
        if (body is { Shard: { } shard, Cartridge: { } wanted } && web.Board.Read(store => CartridgeList.Current(store, shard)) is { } game && game.Sha256 != wanted)
            throw new ProblemException(422, "other-version", $"This board plays another version of {game.Title}. Who has the newer one is to wait for the other to catch up.");
        if (web.Remote.Open(me.Id, body.Shard) is { } open)
        {
            throw new ProblemException(409, "open-ticket", "You have begun a ranked play of this already: go on with it, or give it up.") { More = ("ticket", Facts(open)) };
        }

        var ticket = Facts(await web.Remote.BeginAsync(me.Id, body.Shard));
        return TypedResults.Created($"/api/tickets/{ticket.Serial}", ticket);
    }

    private Ok<ListOf<TicketFacts>> All(HttpContext context)
    {
        var me = Asker.Of(context).Member();
        return TypedResults.Ok(new ListOf<TicketFacts>([.. web.Remote.AllOpen(me.Id).Select(Facts)]));
    }

    private Ok<TicketFacts> One(HttpContext context, ulong serial) => TypedResults.Ok(Facts(Find(context, serial)));

    private async Task<Ok<TicketFacts>> AnswerAsync(HttpContext context, ulong serial, AnswerBody body)
    {
        if (body.Number.Length != 2 * PlayTicket.NumberBytes || !body.Number.All(char.IsAsciiHexDigitLower))
            throw new ProblemException(400, "bad-request", "A number has 32 lower-case hexadecimal digits.");
        var ticket = Find(context, serial);
        return TypedResults.Ok(Facts(ticket.Statement.IsDaily ? ticket : await web.Remote.AnswerAsync(ticket, body.Number)));
    }

    private async Task<NoContent> AbandonAsync(HttpContext context, ulong serial, uint owner)
    {
        await web.Remote.AbandonAsync(Find(context, serial), owner);
        return TypedResults.NoContent();
    }

    private async Task<NoContent> KeepAsync(HttpContext context, ulong serial, uint owner)
    {
        var ticket = Find(context, serial);
        await web.Remote.KeepAsync(ticket, owner, await ReadAsync(context));
        return TypedResults.NoContent();
    }

    private async Task<FileContentHttpResult> KeptAsync(HttpContext context, ulong serial) =>
        await web.Remote.KeptAsync(Find(context, serial)) is { } recording
            ? TypedResults.Bytes(RecordingWriter.Encode(recording), RecordingType)
            : throw ProblemException.NotFound("recording");

    private async Task<Ok<CodeFacts>> OfferAsync(HttpContext context, ulong serial, uint owner)
    {
        var ticket = Find(context, serial);
        var code = await web.Remote.OfferAsync(ticket, owner, await ReadAsync(context));
        return TypedResults.Ok(new CodeFacts(code.Text, code.Until));
    }

    private async Task<NoContent> StayAsync(HttpContext context, ulong serial, uint owner) =>
        await web.Remote.StayAsync(Find(context, serial), owner) ? TypedResults.NoContent() : throw new ProblemException(409, "moved", "The code was used: the play goes on elsewhere.");

    private async Task<Ok<TicketFacts>> TakeAsync(HttpContext context, TakeBody body)
    {
        var me = Asker.Of(context).Member();
        if (body.Code is null == body.Serial is null)
            throw new ProblemException(400, "bad-request", "Either a code or a serial is wanted.");
        return TypedResults.Ok(Facts(body.Code is not null ? await web.Remote.TakeAsync(me.Id, body.Code) : await web.Remote.TakeWaitingAsync(Find(context, body.Serial!.Value))));
    }

    private async Task<Results<Created<HandedIn>, Ok<HandedIn>>> HandInAsync(HttpContext context, uint owner)
    {
        var me = Asker.Of(context).Member();
        var (play, isNew) = await web.Remote.HandInAsync(me.Id, owner, await ReadAsync(context));
        var told = new HandedIn(play.Id, Placing.Of(web.Arcade, play), GamesApi.Facts(web, play.Id, me.Id));
        return isNew ? TypedResults.Created($"/api/plays/{play.Id}", told) : TypedResults.Ok(told);
    }

    private TicketFacts Facts(Ticket ticket) => web.Board.Read(store => Facts(web, store, ticket));

    private Ticket Find(HttpContext context, ulong serial) => web.Remote.Find(Asker.Of(context).Member().Id, serial) ?? throw ProblemException.NotFound("ticket");

    /// <summary>Reads a recording's bytes, whatever length the request says, up to what a recording can have.</summary>
    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentType?.Split(';')[0].Trim() is not RecordingType)
            throw new ProblemException(415, "media-type", "A recording is sent as application/cbor.");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = Recording.MaxBytes;
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > Recording.MaxBytes)
                throw new ProblemException(413, "too-large", $"A recording has at most {Recording.MaxBytes / 1024} KiB.");
            if (read.IsCompleted)
            {
                byte[] bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes.Length > 0 ? bytes : throw new ProblemException(400, "bad-request", "A recording is wanted.");
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
