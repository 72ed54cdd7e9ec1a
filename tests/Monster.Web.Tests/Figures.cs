using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Monster.Web.Tests;

/// <summary>The figures of docs/web.md, measured against a real board on loopback. Run on a quiet machine: <c>MONSTER_FIGURES=1 dotnet ...Monster.Web.Tests.dll -class Monster.Web.Tests.Figures</c>.</summary>
public sealed class Figures(Site site, OpenBoard board) : IClassFixture<OpenBoard>
{
    /// <summary>
    /// Times what the page does with each picture, and when it was shown: the moment after the frame of the screen that has it. Keys are told apart by the
    /// worker's own account of the key that each tick took.
    /// </summary>
    private const string Watch = """
        (() => {
          const own = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
          const soon = new MessageChannel(); let shown = [];
          soon.port1.onmessage = () => { const now = performance.now(); for (const f of shown) f.shown = now; shown = []; };
          window.work = []; window.frames_ = []; window.presses = []; window.taken = [];
          addEventListener('keydown', e => { if (!e.repeat) window.presses.push(e.timeStamp); }, true);
          Object.defineProperty(Worker.prototype, 'onmessage', { get: own.get, set(f) { window.game_ = this; own.set.call(this, e => {
            const start = performance.now(); f.call(this, e); const end = performance.now();
            if (e.data.kind === 'keys') window.taken.push(...e.data.keys);
            if (e.data.kind !== 'frame') return;
            window.work.push(end - start);
            const frame = { ticks: e.data.ticks, drawn: end }; window.frames_.push(frame); shown.push(frame);
            requestAnimationFrame(() => soon.port2.postMessage(0)); }); } });
        })()
        """;

    /// <summary>For each key that was pressed the milliseconds until the picture after the tick that took it was drawn, and shown.</summary>
    private const string Waits = """
        () => { const ticks = window.taken.flatMap((key, i) => key ? [i + 1] : []);
          return JSON.stringify(ticks.slice(0, window.presses.length).map((tick, i) => { const f = window.frames_.find(f => f.ticks >= tick); return { Drawn: f.drawn - window.presses[i], Shown: f.shown - window.presses[i] }; })); }
        """;

    [Fact]
    public async Task All_of_them()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("MONSTER_FIGURES") is not null, "They mean something on a quiet machine only.");
        var cold = new List<double>();
        var warm = new List<double>();
        for (int i = 0; i < 7; i++)
        {
            await using var visit = await site.VisitUrlAsync("about:blank");
            await visit.Page.AddInitScriptAsync(Watch);
            await visit.Page.GotoAsync(board.Address + "#/play/tool-box", new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
            await visit.Page.WaitForFunctionAsync("() => window.frames_.length > 0 && document.querySelector('.card')?.hidden", null, new PageWaitForFunctionOptions { PollingInterval = 5 });
            await visit.Page.Keyboard.PressAsync("ArrowLeft");
            await visit.Page.WaitForFunctionAsync("() => { window.game_.postMessage({ kind: 'tell', from: 0 }); const tick = window.taken.findIndex(key => key) + 1; return tick > 0 && window.frames_.some(f => f.ticks >= tick); }", null, new PageWaitForFunctionOptions { PollingInterval = 5 });
            cold.Add(await visit.Page.EvaluateAsync<double>("() => window.frames_.find(f => f.ticks > window.taken.findIndex(key => key)).drawn"));
            await visit.Page.EvaluateAsync("() => navigator.serviceWorker.ready");
            await visit.Page.GotoAsync(board.Address + "#/");
            await visit.Page.WaitForSelectorAsync(".grid li");
            await visit.Page.ReloadAsync();
            await visit.Page.WaitForSelectorAsync(".grid li");
            long start = Stopwatch.GetTimestamp();
            await visit.Page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.Commit });
            await visit.Page.WaitForSelectorAsync(".grid li");
            warm.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        double[] work = [];
        var waits = new List<(string Game, int Rate, Wait[] Of)>();
        foreach (var (game, rate) in new[] { ("tool-box", 20), ("block-drop", 30) })
        {
            await using var visit = await site.VisitUrlAsync("about:blank");
            await visit.Page.AddInitScriptAsync(Watch);
            await visit.Page.GotoAsync(board.Address + "#/play/" + game);
            await visit.UntilAsync("() => window.frames_.length > 20 && document.querySelector('.card').hidden");
            var random = new Random(17);
            for (int i = 0; i < 200; i++)
            {
                await visit.Page.Keyboard.PressAsync(i % 2 == 0 ? "ArrowLeft" : "ArrowRight");
                await visit.Page.WaitForTimeoutAsync(80 + random.Next(60)); // at every moment of a tick
            }

            await visit.Page.EvaluateAsync("() => window.game_.postMessage({ kind: 'tell', from: 0 })");
            await visit.UntilAsync("() => window.taken.filter(key => key).length >= 190");
            waits.Add((game, rate, JsonSerializer.Deserialize<Wait[]>(await visit.Page.EvaluateAsync<string>(Waits))!));
            work = [.. work, .. await NumbersAsync(visit, "work")];
        }

        await using var grid = await board.VisitAsync(width: 1920, height: 1080);
        await grid.UntilAsync("() => document.querySelectorAll('a.tile canvas').length > 5");
        await grid.Page.WaitForTimeoutAsync(3_000);
        double before = ChromiumSeconds();
        long since = Stopwatch.GetTimestamp();
        await grid.Page.WaitForTimeoutAsync(10_000);
        double share = (ChromiumSeconds() - before) / Stopwatch.GetElapsedTime(since).TotalSeconds;
        Say($"cold load to an answered key: median {Median(cold):F0} ms, least {cold.Min():F0} ms of {cold.Count}; {await BytesAsync() / 1024.0:F0} KiB on the wire, heads included");
        Say($"warm load to the grid: median {Median(warm):F0} ms, least {warm.Min():F0} ms");
        Say($"frame work in the page: p50 {At(work, .5):F2} ms, p99 {At(work, .99):F2} ms of {work.Length}");
        foreach (var (game, rate, of) in waits)
        {
            double[] drawn = [.. of.Select(w => w.Drawn)], shown = [.. of.Select(w => w.Shown)];
            Say($"key to picture, {game}, {rate} ticks/s: drawn p50 {At(drawn, .5):F1} ms, p99 {At(drawn, .99):F1} ms; on the screen p50 {At(shown, .5):F1} ms, p99 {At(shown, .99):F1} ms; of {of.Length}");
        }

        Say($"the grid at 1920x1080, all its pictures moving, all of Chromium's processes: {share * 100:F0} % of one core");
        grid.Forgive();
    }

    /// <summary>Bytes of all answers until a game runs, without the service worker, which asks for some of them once more, later.</summary>
    private async Task<long> BytesAsync()
    {
        await using var context = await site.Browser.NewContextAsync(new BrowserNewContextOptions { ServiceWorkers = ServiceWorkerPolicy.Block });
        var page = await context.NewPageAsync();
        var asked = new ConcurrentQueue<IRequest>();
        page.RequestFinished += (_, request) => asked.Enqueue(request);
        await page.GotoAsync(board.Address + "#/play/tool-box");
        await page.WaitForFunctionAsync("() => document.querySelector('.card')?.hidden");
        long bytes = 0;
        foreach (var request in asked)
        {
            var sizes = await request.SizesAsync();
            bytes += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
        }

        return bytes;
    }

    private static async Task<double[]> NumbersAsync(Visit visit, string name) =>
        JsonSerializer.Deserialize<double[]>(await visit.Page.EvaluateAsync<string>($"() => JSON.stringify(window.{name})"))!;

    private sealed record Wait(double Drawn, double Shown);

    private static double Median(List<double> values) => At([.. values], .5);

    private static double At(double[] values, double part) => values.Order().ElementAt(Math.Min(values.Length - 1, (int)(values.Length * part)));

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Processor time of the Chromium that these tests started: the descendants of this process of that name.</summary>
    private static double ChromiumSeconds()
    {
        var parents = new Dictionary<int, (int Parent, string Name, double Seconds)>();
        foreach (string folder in Directory.EnumerateDirectories("/proc").Where(f => int.TryParse(Path.GetFileName(f), out _)))
        {
            try
            {
                string stat = File.ReadAllText(Path.Combine(folder, "stat"));
                int end = stat.LastIndexOf(')');
                string[] fields = stat[(end + 2)..].Split(' ');
                double seconds = (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / 100;
                parents[int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)] = (int.Parse(fields[1], CultureInfo.InvariantCulture), stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end], seconds);
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }

        return parents.Where(p => p.Value.Name.StartsWith("chrom", StringComparison.Ordinal) && IsOurs(p.Key)).Sum(p => p.Value.Seconds);

        bool IsOurs(int id) => id == Environment.ProcessId || (parents.TryGetValue(id, out var one) && one.Parent > 1 && IsOurs(one.Parent));
    }
}
