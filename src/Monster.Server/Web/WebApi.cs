using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Monster.Server;

/// <summary>Everything below <c>/api/</c>, the feeds, the recordings and the pages: put together once for each running board.</summary>
internal sealed class WebApi : IDisposable
{
    private readonly PlayFiles _files;

    public WebApi(ServerSettings settings, WebParts parts, TimeProvider time)
    {
        Board = new WebBoard(settings, parts, time);
        Gate = new WebGate(Board.Sessions, Board.Board, new BoardCallers(settings.DoorBoards, parts.Services, time), settings.LimitLoopback, time);
        _files = new PlayFiles(Board);
    }

    /// <summary>What answers are made from.</summary>
    public WebBoard Board { get; }

    /// <summary>What every request passes.</summary>
    public WebGate Gate { get; }

    /// <summary>Puts the addresses in place.</summary>
    public void Map(IEndpointRouteBuilder paths, Func<int?> telnetPort)
    {
        var api = paths.MapGroup("/api");
        new SessionApi(Board, telnetPort).Map(api.MapGroup("").WithTags("Account"));
        new GamesApi(Board).Map(api.MapGroup("").WithTags("Games and scores"));
        new TicketsApi(Board).Map(api.MapGroup("").WithTags("Ranked plays"));
        new MessagesApi(Board).Map(api.MapGroup("").WithTags("Boards"));
        new MailApi(Board).Map(api.MapGroup("").WithTags("Letters and the wall"));
        new PeopleApi(Board).Map(api.MapGroup("").WithTags("People"));
        new SysopApi(Board).Map(api.MapGroup("").WithTags("Sysop"));
        api.MapGet("/events", context => EventStream.SendAsync(context, Board)).ExcludeFromDescription();
        api.Map("/live/{number:long}", context => LiveSocket.RunAsync(context, Board, long.Parse((string)context.GetRouteValue("number")!, System.Globalization.CultureInfo.InvariantCulture))).ExcludeFromDescription();
        api.Map("/tickets/{serial}/live", (HttpContext context, ulong serial) => PlayerSocket.RunAsync(context, Board, serial)).ExcludeFromDescription();
        new Feeds(Board).Map(paths);
        _files.Map(paths);
        paths.MapMethods("/{**path}", [HttpMethods.Get, HttpMethods.Head], PageAsync).ExcludeFromDescription();
    }

    public void Dispose()
    {
        _files.Dispose();
        Board.Dispose();
    }

    private async Task PageAsync(HttpContext context)
    {
        string path = context.Request.Path.Value?.TrimStart('/') ?? "";
        if (path.StartsWith("api/", StringComparison.Ordinal) || await Board.Site.FindAsync(path) is not { } file)
        {
            if (path.Length == 0)
                await context.Response.WriteAsync($"This is {Board.Settings.Name}, a bulletin board with an arcade.\nIts pages are not built: that needs Node.js 20.19 or newer and npm (Debian: nodejs, npm) when ./monster up is started.\n");
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await SiteAnswer.SendAsync(context, file);
    }
}
