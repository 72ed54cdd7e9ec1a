using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Monster.Bbs.People;
using Monster.Bbs.Sessions;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Server;

/// <summary>Registering, logging in and out, and what people change about their account.</summary>
internal sealed class SessionApi(WebBoard web, Func<int?> telnetPort)
{
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/session", Get);
        api.MapPost("/session", LogInAsync);
        api.MapPost("/accounts", RegisterAsync);
        api.MapDelete("/session", LogOut);
        api.MapDelete("/sessions", LogOutElsewhere);
        api.MapPut("/account", SetProfileAsync);
        api.MapPut("/account/password", SetPasswordAsync);
        api.MapPost("/account/totp", OfferTotpAsync);
        api.MapPut("/account/totp", SetTotpAsync);
        api.MapDelete("/account/totp", DropTotpAsync);
        api.MapPost("/account/export", ExportAsync);
        api.MapDelete("/account", DeleteAsync);
    }

    private Ok<SessionFacts> Get(HttpContext context)
    {
        var asker = Asker.Of(context);
        if (asker.Token is not null)
            WebGate.Give(context, asker.Token); // another thirty days
        return TypedResults.Ok(Facts(asker.Token, asker.Account));
    }

    private async Task<Ok<SessionFacts>> LogInAsync(HttpContext context, LogInBody body)
    {
        var asker = Asker.Of(context);
        Login? login;
        try
        {
            login = await web.Services.Desk.LogInAsync(asker.From, body.Name, body.Password, string.IsNullOrWhiteSpace(body.Code) ? null : body.Code);
        }
        catch (RefusedException e) when (e.RetryAfter is null)
        {
            throw e.IsWrongPassword ? new ProblemException(401, "wrong", e.Message) : new ProblemException(403, "banned", e.Message);
        }

        if (login is null)
            throw new ProblemException(401, "code-needed", "This account asks for the six digits that your authenticator program shows now.");
        return TypedResults.Ok(Begin(context, asker, (uint)login.Account));
    }

    private async Task<Created<SessionFacts>> RegisterAsync(HttpContext context, RegisterBody body)
    {
        var asker = Asker.Of(context);
        var login = await web.Services.Desk.RegisterAsync(asker.From, body.Name.Trim(), body.Password, body.SysopCode.Trim(), new Personal());
        return TypedResults.Created($"/api/people/{login.Account}", Begin(context, asker, (uint)login.Account));
    }

    private NoContent LogOut(HttpContext context)
    {
        if (Asker.Of(context).Session is { } session)
            web.Sessions.End(session.Id);
        WebGate.Take(context);
        return TypedResults.NoContent();
    }

    private NoContent LogOutElsewhere(HttpContext context)
    {
        var asker = Asker.Of(context);
        web.Sessions.EndAll(asker.Member().Id, asker.Session!.Id);
        return TypedResults.NoContent();
    }

    private async Task<Ok<Me>> SetProfileAsync(HttpContext context, ProfileBody body)
    {
        var me = Asker.Of(context).Member();
        (string place, string about) = (CleanText.Line(body.Place), CleanText.Line(body.About));
        if (place.Length > Personal.MaxPlace || about.Length > Personal.MaxAbout)
            throw new RefusedException($"A place has at most {Personal.MaxPlace} characters, and the words about you {Personal.MaxAbout}.");
        await web.Services.Desk.SetPersonalAsync(me.Id, web.Services.Desk.PersonalOf(me) with { Place = place, About = about, CanBePaged = body.CanBePaged });
        return TypedResults.Ok(Describe(web.Board.Read(store => Accounts.Find(store, me.Id))!));
    }

    private async Task<NoContent> SetPasswordAsync(HttpContext context, NewPasswordBody body)
    {
        var asker = Asker.Of(context);
        var me = await CheckAsync(asker, body.Password);
        await web.Services.Desk.SetPasswordAsync(me.Id, body.NewPassword);
        web.Sessions.EndAll(me.Id, asker.Session!.Id);
        return TypedResults.NoContent();
    }

    private async Task<Ok<TotpSecret>> OfferTotpAsync(HttpContext context, PasswordBody body)
    {
        var me = await CheckAsync(Asker.Of(context), body.Password);
        var offer = TotpOffer.For(me.Name);
        return TypedResults.Ok(new TotpSecret(offer.Text, offer.Uri));
    }

    private async Task<NoContent> SetTotpAsync(HttpContext context, TotpBody body)
    {
        var me = Asker.Of(context).Member();
        byte[] secret = TotpOffer.SecretOf(body.Secret) ?? throw new RefusedException("That is not the secret that was given.");
        await web.Services.Desk.SetTotpAsync(me.Id, secret, body.Code);
        return TypedResults.NoContent();
    }

    private async Task<NoContent> DropTotpAsync(HttpContext context, [FromBody] PasswordBody body)
    {
        var me = await CheckAsync(Asker.Of(context), body.Password);
        await web.Services.Desk.DropTotpAsync(me.Id);
        return TypedResults.NoContent();
    }

    private async Task<Ok<Address>> ExportAsync(HttpContext context, PasswordBody body)
    {
        var me = await CheckAsync(Asker.Of(context), body.Password);
        web.CheckWriteRate(me);
        return TypedResults.Ok(new Address("/export/" + Path.GetFileName(await web.Services.Export.WriteAsync(me.Id))));
    }

    private async Task<NoContent> DeleteAsync(HttpContext context, [FromBody] DeleteBody body)
    {
        var me = await CheckAsync(Asker.Of(context), body.Password);
        await web.Services.Desk.DeleteAsync(me.Id, body.TakePosts);
        web.Services.Log.Add($"{me.Name} deleted the account from the web.");
        web.Sessions.EndAll(me.Id, null);
        WebGate.Take(context);
        return TypedResults.NoContent();
    }

    private async Task<Account> CheckAsync(Asker asker, string password)
    {
        var me = asker.Member();
        try
        {
            await web.Services.Desk.CheckPasswordAsync(asker.From, me.Id, password);
        }
        catch (RefusedException e) when (e.IsWrongPassword)
        {
            throw new ProblemException(401, "wrong", e.Message);
        }

        return me;
    }

    /// <summary>Whoever was logged in before by this browser is not any more: a session never changes its owner.</summary>
    private SessionFacts Begin(HttpContext context, Asker before, uint account)
    {
        if (before.Session is { } old)
            web.Sessions.End(old.Id);
        string token = web.Sessions.Begin(account);
        WebGate.Give(context, token);
        var who = web.Board.Read(store => Accounts.Find(store, account))!;
        web.Services.Log.Add($"{who.Name} logged in from the web ({before.From}).");
        return Facts(token, who);
    }

    private SessionFacts Facts(string? token, Account? account) => new(
        account is null ? null : Describe(account),
        token is null ? null : WebSessions.CsrfOf(token),
        new BoardFacts(web.Settings.Name, web.Arcade.Settings.Node, web.Arcade.PublicKey, telnetPort(), web.Services.Desk.SysopCode is not null, web.Time.GetUtcNow()));

    private Me Describe(Account account)
    {
        var personal = web.Services.Desk.PersonalOf(account);
        var (mail, posts) = web.Board.Read(store => (
            MailBox.Unread(store, account.Id),
            MessageBoards.All(store).Where(board => board.ReadLevel <= account.Level).Sum(board => (long)board.LastNumber - ReadMarks.Find(store, account.Id, board.Shard))));
        return new Me(account.Id, account.Name, account.IsSysop, account.Totp.Length > 0, mail, posts, account.Since, personal.Place, personal.About, personal.CanBePaged);
    }
}
