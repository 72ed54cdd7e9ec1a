using System.Diagnostics;
using System.Globalization;

namespace Monster.Bench.Load;

/// <summary>Many callers against a server in a process of its own, and what the server says of its lateness meanwhile.</summary>
internal static class LoadRun
{
    /// <summary>What callers of a whole board press first: a game, the boards, the grid and a game there, the lists, somebody's play, everybody.</summary>
    private static readonly string[] Ways = ["p", "bb\r", "a\e[C\e[B\r", "bl\r", "w\r", "be\r", "bd\r", "bo"];

    /// <summary>Calls that may wait for their first screen at a time; the next ones come later then.</summary>
    private const int MostWaiting = 16;

    /// <summary>Calls a second while callers come.</summary>
    private const int Rate = 40;

    /// <summary>Playing sessions, for a while; then how late their ticks were.</summary>
    /// <param name="output">Where the report goes.</param>
    /// <param name="sessions">How many play.</param>
    /// <param name="seconds">How long, after all are connected.</param>
    public static async Task PlayAsync(TextWriter output, int sessions, int seconds)
    {
        Descriptors.Need(sessions);
        using var folder = new BenchFolder("monster-load");
        var recordings = LoadGames.Write(folder.Path);
        using var server = await MeasuredServer.StartAsync(folder.Path, sessions + 100);
        using var crowd = new Crowd(server, recordings);
        var (first, later) = await GatherAsync(crowd, sessions);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var (before, bytes) = (await server.LatenessAsync(), crowd.Bytes);
        var meter = new ProcessorMeter(server);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var shares = meter.Read();
        var ticks = (await server.LatenessAsync()).Since(before);
        output.WriteLine($"{sessions} sessions (a tenth by WebSocket), {recordings.Count} games at 20 ticks/s, {seconds} s after all were connected; server and callers on the same machine.");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  tick lateness     p50 {ticks.Percentile(0.5):0.0} ms, p99 {ticks.Percentile(0.99):0.0} ms, p99.9 {ticks.Percentile(0.999):0.0} ms over {ticks.Ticks:0} ticks"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ticks             {ticks.Ticks / shares.Elapsed:0}/s, {ticks.Ticks / shares.Elapsed / sessions:0.0}/s a session (20 but for end screens, when none is late)"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  first screen      p50 {At(first, 0.5):0.0} ms, p99 {At(first, 0.99):0.0} ms with up to 500 on; p50 {At(later, 0.5):0.0} ms, p99 {At(later, 0.99):0.0} ms with more on; {crowd.Unanswered} calls unanswered"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  server            {server.Resident} MiB resident, at most {server.Peak} MiB, {shares.Server:0} % of a processor"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  callers           {shares.Own:0} % of a processor, {(crowd.Bytes - bytes) / shares.Elapsed / 1024:0} KiB/s received, {crowd.Lost} lines lost"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  machine           {shares.Others:0} % of a processor for the kernel's part and all else, {shares.Idle:0} % of {100 * Environment.ProcessorCount} % idle"));
        output.WriteLine($"  verdict           {Verdict(ticks, crowd, sessions)}");
        await crowd.StopAsync();
    }

    /// <summary>Callers who come and go; the server's memory meanwhile.</summary>
    /// <param name="output">Where the report goes.</param>
    /// <param name="sessions">How many are on at a time.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="rate">The most calls a second.</param>
    /// <param name="monster">A built <c>monster</c>, whose whole board is called; null for play screens alone.</param>
    public static async Task ChurnAsync(TextWriter output, int sessions, int seconds, double rate, string? monster)
    {
        Descriptors.Need(sessions);
        using var folder = new BenchFolder("monster-load");
        var recordings = LoadGames.Write(folder.Path);
        using var server = monster is null ? await MeasuredServer.StartAsync(folder.Path, sessions + 600) : await MeasuredServer.StartBoardAsync(monster, folder.Path, sessions + 600);
        using var crowd = new Crowd(server, recordings);
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        double next = 0;
        output.WriteLine("  seconds  calls  resident MiB");
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            await crowd.ComeAsync(monster is null ? "" : Ways[calls % Ways.Length]);
            calls++;
            if (crowd.Count > sessions)
                await crowd.GoAsync();
            if (Stopwatch.GetElapsedTime(start).TotalSeconds >= next)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Stopwatch.GetElapsedTime(start).TotalSeconds,7:0} {calls,6} {server.Resident,8}"));
                output.Flush();
                next += seconds / 60.0;
            }

            if ((calls / rate) - Stopwatch.GetElapsedTime(start).TotalSeconds is > 0 and var early)
                await Task.Delay(TimeSpan.FromSeconds(early));
        }

        await crowd.StopAsync();
        if (crowd.Unanswered > 0)
            output.WriteLine($"  {crowd.Unanswered} calls came to no first screen.");
    }

    /// <summary>Connections that say nothing, and callers among them.</summary>
    /// <param name="output">Where the report goes.</param>
    /// <param name="connections">How many in all; a hundred of them speak.</param>
    /// <param name="monster">A built <c>monster</c>, whose whole board is called.</param>
    public static async Task SilentAsync(TextWriter output, int connections, string monster)
    {
        const int Talking = 100;
        int silent = connections - Talking;
        Descriptors.Need(connections);
        using var folder = new BenchFolder("monster-load");
        var recordings = LoadGames.Write(folder.Path);
        using var server = await MeasuredServer.StartBoardAsync(monster, folder.Path, connections);
        long empty = server.Resident;
        using var lines = new SilentLines();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < silent; i++)
            await lines.AddAsync(server.Telnet);
        while (await server.CallersAsync() < silent)
            await Task.Delay(50);
        double connected = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(5)); // none has answered the probe by now: all were told the first screen in lines
        long full = server.Resident;
        using var crowd = new Crowd(server, recordings);
        var screens = new List<double>();
        for (int i = 0; i < Talking; i++)
        {
            if (await crowd.ComeAsync() is { } wait)
                screens.Add(wait.TotalMilliseconds);
        }

        int on = await server.CallersAsync();
        string refused = await SilentLines.FirstWordsAsync(server.Telnet);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{silent} connections that say nothing, {Talking} callers among them; a whole board."));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  connected         in {connected:0.0} s; {on} on at the end, {lines.Lost} of the silent and {crowd.Lost} of the others lost, {crowd.Unanswered} unanswered"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  first screen      p50 {At(screens, 0.5):0.0} ms, p99 {At(screens, 0.99):0.0} ms"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  server            {empty} MiB before, {full} MiB with the silent ones: {1024.0 * (full - empty) / silent:0.0} KiB each; at most {server.Peak} MiB"));
        output.WriteLine($"  one more          is told: {refused}");
        await crowd.StopAsync();
    }

    /// <summary>Lets callers come at a steady rate, whether or not those before have their screen, within a bound.</summary>
    /// <returns>Milliseconds to the first screen of those by telnet: with up to 500 on, and with more.</returns>
    private static async Task<(List<double> First, List<double> Later)> GatherAsync(Crowd crowd, int sessions)
    {
        var (first, later) = (new List<double>(), new List<double>());
        var waiting = new List<Task>();
        long begun = Stopwatch.GetTimestamp();
        for (int i = 0; i < sessions; i++)
        {
            waiting.Add(ComeAsync(i >= 500 ? later : first));
            waiting.RemoveAll(call => call.IsCompleted);
            if (waiting.Count >= MostWaiting)
                await Task.WhenAny(waiting);
            if (i % 100 == 99)
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {i + 1} called after {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s, {crowd.Count} have their screen, {crowd.Lost} lost"));
            if (((i + 1.0) / Rate) - Stopwatch.GetElapsedTime(begun).TotalSeconds is > 0 and var early)
                await Task.Delay(TimeSpan.FromSeconds(early));
        }

        await Task.WhenAll(waiting);
        return (first, later);

        async Task ComeAsync(List<double> times)
        {
            bool byWeb = crowd.NextIsByWeb;
            if (await crowd.ComeAsync() is not { } wait || byWeb)
                return;
            lock (times)
                times.Add(wait.TotalMilliseconds);
        }
    }

    /// <summary>In a word, and why.</summary>
    private static string Verdict(Lateness ticks, Crowd crowd, int sessions)
    {
        if (crowd.Count < sessions || crowd.Lost > 0)
            return $"BROKEN: {sessions - crowd.Count} of {sessions} had no first screen within 30 s, {crowd.Lost} lines were lost";
        double p99 = ticks.Percentile(0.99);
        return p99 <= 25 ? "within the goal of 25 ms" : p99 <= 100 ? "late, yet within two ticks: playable" : "BROKEN: one tick in a hundred is more than two ticks late";
    }

    private static double At(List<double> values, double share) => values.Count == 0 ? double.NaN : values.Order().ElementAt(Math.Min(values.Count - 1, (int)(values.Count * share)));
}
