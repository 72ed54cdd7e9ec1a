using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Monster.Bbs.Sessions;

namespace Monster.Server;

/// <summary>Server-sent events (WHATWG HTML, 9.2): one long answer of small texts.</summary>
internal static class EventStream
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    /// <summary>Sends events until the page goes.</summary>
    public static async Task SendAsync(HttpContext context, WebBoard web)
    {
        var asker = Asker.Of(context);
        using var visit = web.Visitors.Enter(asker.From);
        using var page = asker.Account is { } me ? web.Services.Readers.Enter(new PageReader(me.Id, me.Name, web.Time.GetUtcNow())) : null;
        using var subscription = web.Events.Subscribe(asker.Level, asker.Id);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        var stop = context.RequestAborted;
        await context.Response.WriteAsync(": open\nretry: 3000\n\n", stop);
        await context.Response.Body.FlushAsync(stop);
        var more = subscription.Events.WaitToReadAsync(stop).AsTask();
        while (true)
        {
            using var quiet = CancellationTokenSource.CreateLinkedTokenSource(stop);
            bool isQuiet = await Task.WhenAny(more, Task.Delay(Silence, web.Time, quiet.Token)) != more;
            await quiet.CancelAsync();
            if (isQuiet)
            {
                stop.ThrowIfCancellationRequested();
                await context.Response.WriteAsync(": still here\n\n", stop);
            }
            else
            {
                if (!await more)
                    return;
                while (subscription.Events.TryRead(out string? text))
                    await context.Response.WriteAsync(text, stop);
                more = subscription.Events.WaitToReadAsync(stop).AsTask();
            }

            await context.Response.Body.FlushAsync(stop);
            if (asker.Session is not null && web.Sessions.Find(asker.Token!) is null)
                return; // logged out elsewhere, or banned
        }
    }
}
