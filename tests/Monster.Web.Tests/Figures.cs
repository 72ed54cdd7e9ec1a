using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Monster.Web.Tests;

/// <summary>The figures of docs/web.md, measured against a real board on loopback. Run on a quiet machine: <c>MONSTER_FIGURES=1 dotnet ...Monster.Web.Tests.dll -class Monster.Web.Tests.Figures</c>.</summary>
public sealed class Figures(Site site, OpenBoard board) : IClassFixture<OpenBoard>
{
    /// <summary>Times what the page does with each message of a worker, and says when a key came and when the picture after it was done.</summary>
    private const string Watch = """
        (() => {
          const own = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
          window.work = []; window.waits = []; let pressed = 0;
          addEventListener('keydown', e => { pressed = e.timeStamp; }, true);
          Object.defineProperty(Worker.prototype, 'onmessage', { get: own.get, set(f) { own.set.call(this, e => {
            const start = performance.now(); f.call(this, e); const end = performance.now();
            if (e.data.kind !== 'frame') return;
            window.frames_ = (window.frames_ ?? 0) + 1; window.work.push(end - start);
            if (pressed) { window.waits.push(end - pressed); pressed = 0; } }); } });
        })()
        """;

    [Fact]
    public async Task All_of_them()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("MONSTER_FIGURES") is not null, "They mean something on a quiet machine only.");
        var cold = new List<double>();
        var warm = new List<double>();
        double bytes = 0;
        for (int i = 0; i < 7; i++)
        {
            await using var visit = await site.VisitUrlAsync("about:blank");
            await visit.Page.AddInitScriptAsync(Watch);
            var protocol = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
            await protocol.SendAsync("Network.enable");
            bytes = 0;
            protocol.Event("Network.loadingFinished").OnEvent += (_, e) => bytes += e!.Value.GetProperty("encodedDataLength").GetDouble();
            long start = Stopwatch.GetTimestamp();
            await visit.Page.GotoAsync(board.Address + "#/play/tool-box", new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
            await visit.Page.WaitForFunctionAsync("() => window.frames_ > 0 && document.querySelector('.card')?.hidden", null, new PageWaitForFunctionOptions { PollingInterval = 5 });
            await visit.Page.Keyboard.PressAsync("ArrowLeft");
            await visit.Page.WaitForFunctionAsync("() => window.waits.length > 0", null, new PageWaitForFunctionOptions { PollingInterval = 5 });
            cold.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await visit.Page.EvaluateAsync("() => navigator.serviceWorker.ready");
            await visit.Page.GotoAsync(board.Address + "#/");
            await visit.Page.WaitForSelectorAsync(".grid li");
            await visit.Page.ReloadAsync();
            await visit.Page.WaitForSelectorAsync(".grid li");
            start = Stopwatch.GetTimestamp();
            await visit.Page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.Commit });
            await visit.Page.WaitForSelectorAsync(".grid li");
            warm.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        await using var playing = await site.VisitUrlAsync("about:blank");
        await playing.Page.AddInitScriptAsync(Watch);
        await playing.Page.GotoAsync(board.Address + "#/play/block-drop");
        await playing.UntilAsync("() => window.frames_ > 20");
        var random = new Random(17);
        for (int i = 0; i < 200; i++)
        {
            await playing.Page.Keyboard.PressAsync(random.Next(3) switch { 0 => "ArrowLeft", 1 => "ArrowRight", _ => "ArrowUp" });
            await playing.Page.WaitForTimeoutAsync(60);
        }

        double[] work = await NumbersAsync(playing, "work");
        await using var turns = await site.VisitUrlAsync("about:blank");
        await turns.Page.AddInitScriptAsync(Watch);
        await turns.Page.GotoAsync(board.Address + "#/play/tool-box");
        await turns.UntilAsync("() => window.frames_ > 0 && document.querySelector('.card').hidden");
        for (int i = 0; i < 200; i++)
        {
            await turns.Page.Keyboard.PressAsync(i % 2 == 0 ? "ArrowLeft" : "ArrowRight");
            await turns.Page.WaitForTimeoutAsync(30);
        }

        double[] waits = await NumbersAsync(turns, "waits");
        await using var grid = await board.VisitAsync(width: 1920, height: 1080);
        await grid.UntilAsync("() => document.querySelectorAll('a.tile canvas').length > 5");
        await grid.Page.WaitForTimeoutAsync(3_000);
        double before = ChromiumSeconds();
        long since = Stopwatch.GetTimestamp();
        await grid.Page.WaitForTimeoutAsync(10_000);
        double share = (ChromiumSeconds() - before) / Stopwatch.GetElapsedTime(since).TotalSeconds;
        Say($"cold load to an answered key: median {Median(cold):F0} ms, least {cold.Min():F0} ms of {cold.Count}; {bytes / 1024:F0} KiB on the wire");
        Say($"warm load to the grid: median {Median(warm):F0} ms, least {warm.Min():F0} ms");
        Say($"frame work in the page, Block Drop: p50 {At(work, .5):F2} ms, p99 {At(work, .99):F2} ms of {work.Length}");
        Say($"key to drawn picture, Tool Box: p50 {At(waits, .5):F1} ms, p99 {At(waits, .99):F1} ms of {waits.Length}");
        Say($"the grid at 1920x1080, all its pictures moving, all of Chromium's processes: {share * 100:F0} % of one core");
        grid.Forgive();
        playing.Forgive();
    }

    private static async Task<double[]> NumbersAsync(Visit visit, string name) =>
        JsonSerializer.Deserialize<double[]>(await visit.Page.EvaluateAsync<string>($"() => JSON.stringify(window.{name})"))!;

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
