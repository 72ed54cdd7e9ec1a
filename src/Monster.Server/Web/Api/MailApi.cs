using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monster.Bbs.People;
using Monster.Bbs.Sessions;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Server;

/// <summary>Letters, and the wall of short lines.</summary>
internal sealed class MailApi(WebBoard web)
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/mail", Letters);
        api.MapGet("/mail/{folder}/{id}", LetterAsync);
        api.MapPost("/mail", SendAsync);
        api.MapDelete("/mail/{folder}/{id}", DeleteAsync);
        api.MapGet("/one-liners", Wall);
        api.MapPost("/one-liners", WriteAsync);
        api.MapDelete("/one-liners/{id}", RemoveAsync);
    }

    private Ok<MailList> Letters(HttpContext context, string? folder, string? after, int? limit)
    {
        var me = Asker.Of(context).Member();
        var where = Folder(folder ?? "in");
        ulong before = Paging.After(after);
        return TypedResults.Ok(web.Board.Read(store =>
        {
            var (items, next) = Paging.Page(MailBox.In(store, me.Id, where).Where(mail => before == 0 || mail.Id < before), Paging.Limit(limit), mail => mail.Id);
            return new MailList([.. items.Select(mail => Line(store, me, mail, isWhole: false))], next, MailBox.Unread(store, me.Id));
        }));
    }

    private async Task<Ok<MailLine>> LetterAsync(HttpContext context, string folder, ulong id)
    {
        var me = Asker.Of(context).Member();
        var where = Folder(folder);
        var mail = web.Board.Read(store => MailBox.Find(store, me.Id, where, id)) ?? throw ProblemException.NotFound("letter");
        if (!mail.IsRead && where == MailFolder.In)
            await web.SubmitAsync(new ReadMail(me.Id, id));
        return TypedResults.Ok(web.Board.Read(store => Line(store, me, mail with { IsRead = true }, isWhole: true)));
    }

    private async Task<Created> SendAsync(HttpContext context, MailBody body)
    {
        var me = Asker.Of(context).Member();
        MessagesApi.CheckLengths(CleanText.Line(body.Subject), CleanText.Block(body.Text));
        web.CheckWriteRate(me);
        await web.Services.Post.SendAsync(me.Id, body.To, body.Subject, body.Text);
        string key = PersonName.Key(body.To);
        foreach (var caller in web.Services.Nodes.List().Where(caller => caller.Login is { IsGuest: false } login && PersonName.Key(login.Name) == key))
            caller.Inbox.Add(new Notice(NoticeKind.Board, "", $"{me.Name} sent you a letter.", web.Time.GetUtcNow()));
        return TypedResults.Created("/api/mail?folder=sent");
    }

    private async Task<NoContent> DeleteAsync(HttpContext context, string folder, ulong id)
    {
        var me = Asker.Of(context).Member();
        var where = Folder(folder);
        if (web.Board.Read(store => MailBox.Find(store, me.Id, where, id)) is null)
            throw ProblemException.NotFound("letter");
        await web.SubmitAsync(new DeleteMail(me.Id, where, id));
        return TypedResults.NoContent();
    }

    private Ok<ListOf<OneLinerLine>> Wall(HttpContext context, int? limit)
    {
        var me = Asker.Of(context).Account;
        return TypedResults.Ok(new ListOf<OneLinerLine>(web.Board.Read(store => OneLiners.All(store).Take(Paging.Limit(limit))
            .Select(line => new OneLinerLine(line.Id, WebBoard.Person(store, line.Author), line.Text, line.Time, me is not null && (me.IsSysop || me.Id == line.Author))).ToList())));
    }

    private async Task<Created> WriteAsync(HttpContext context, TextBody body)
    {
        var me = Asker.Of(context).Member();
        string text = CleanText.Line(body.Text);
        if (text.Length is 0 or > MessageLimits.OneLinerLength)
            throw new RefusedException($"A line has 1 to {MessageLimits.OneLinerLength} characters.");
        web.CheckWriteRate(me);
        await web.SubmitAsync(new AddOneLiner(web.Time.GetUtcNow(), me.Id, text));
        return TypedResults.Created("/api/one-liners");
    }

    private async Task<NoContent> RemoveAsync(HttpContext context, ulong id)
    {
        await web.SubmitAsync(new RemoveOneLiner(id, Asker.Of(context).Member().Id));
        return TypedResults.NoContent();
    }

    private static MailFolder Folder(string name) => name switch
    {
        "in" => MailFolder.In,
        "sent" => MailFolder.Sent,
        _ => throw new ProblemException(400, "bad-request", "A folder is in or sent."),
    };

    private MailLine Line(IReadStore store, Account me, Mail mail, bool isWhole)
    {
        var (subject, text) = web.Services.Post.Open(me, mail);
        return new MailLine(mail.Id, mail.Folder.ToString().ToLower(CultureInfo.InvariantCulture), WebBoard.Person(store, mail.Other), mail.Time, mail.IsRead, subject, isWhole ? text : null);
    }
}
