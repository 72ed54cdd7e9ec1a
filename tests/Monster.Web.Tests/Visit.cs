using Microsoft.Playwright;

namespace Monster.Web.Tests;

/// <summary>One person's page. Leaving it fails when the page had complained of anything.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.RequestFailed += (_, request) =>
        {
            // A page that is left ends what it was listening to.
            if (!(request.Failure == "net::ERR_ABORTED" && request.Url.EndsWith("/api/events", StringComparison.Ordinal)))
                _complaints.Add($"{request.Url}: {request.Failure}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                _complaints.Add($"{response.Url}: {response.Status}");
        };
    }

    public IPage Page { get; }

    /// <summary>Forgives what was complained of so far: the test meant it.</summary>
    public void Forgive() => _complaints.Clear();

    /// <summary>Waits until an expression is true in the page.</summary>
    public Task UntilAsync(string expression) => Page.WaitForFunctionAsync(expression, null, new PageWaitForFunctionOptions { Timeout = 60_000 });

    /// <summary>Waits until the browser has kept the play that was left.</summary>
    public Task IsSavedAsync() => UntilAsync("""
        async () => {
          const asked = request => new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = failed; });
          const saved = await asked(indexedDB.open('monster-saved'));
          const plays = await asked(saved.transaction('saved').objectStore('saved').getAll());
          saved.close();
          return plays.some(play => play.file);
        }
        """);

    /// <summary>Everything written in the page's main part.</summary>
    public async Task<string> TextAsync() => await Page.Locator("main").InnerTextAsync();

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }
}
