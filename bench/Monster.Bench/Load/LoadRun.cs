using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Monster.Bench.Load;

/// <summary>Many callers against a server in a process of its own, and what the server says of its lateness meanwhile.</summary>
internal sealed class LoadRun : IDisposable
{
    /// <summary>What callers of a whole board press first: a game, the boards, the grid and a game there, the lists, somebody's play, everybody.</summary>
    private static readonly string[] Ways = ["p", "bb\r", "a\e[C\e[B\r", "bl\r", "w\r", "be\r", "bd\r", "bo"];

    private readonly List<LoadCaller> _callers = [];
    private readonly Process _server;
    private readonly HttpClient _http = new();
    private readonly IPEndPoint _telnet;
    private readonly IPEndPoint _web;
    private readonly TextWriter _output;

    private LoadRun(Process server, string ports, TextWriter output)
    {
        (_server, _output) = (server, output);
        int[] numbers = [.. ports.Split(' ').Select(port => int.Parse(port, CultureInfo.InvariantCulture))];
        (_telnet, _web) = (new IPEndPoint(IPAddress.Loopback, numbers[0]), new IPEndPoint(IPAddress.Loopback, numbers[1]));
    }

    /// <summary>Playing sessions, for a while; then how late their ticks were.</summary>
    /// <param name="output">Where the report goes.</param>
    /// <param name="sessions">How many play.</param>
    /// <param name="seconds">How long, after all are connected.</param>
    public static async Task PlayAsync(TextWriter output, int sessions, int seconds)
    {
        string folder = Directory.CreateTempSubdirectory("monster-load").FullName;
        try
        {
            var recordings = LoadGames.Write(folder);
            using var run = await StartAsync(folder, sessions + 600, output);
            var first = new List<double>();
            var firstAt500 = new List<double>();
            using var stop = new CancellationTokenSource();
            var playing = new List<Task>();
            long begun = Stopwatch.GetTimestamp();
            for (int i = 0; i < sessions; i++)
            {
                bool byWeb = i % 10 == 9;
                var caller = await LoadCaller.CallAsync(byWeb ? run._web : run._telnet, byWeb, recordings);
                run._callers.Add(caller);
                playing.Add(PlayAsync(caller, stop.Token));
                if (!byWeb)
                    (i >= 500 ? firstAt500 : first).Add(caller.FirstScreen.TotalMilliseconds);
                if (i % 100 == 99)
                    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {i + 1} on after {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s, first screen {caller.FirstScreen.TotalMilliseconds:0.0} ms"));
                await Task.Delay(10);
            }

            await Task.Delay(TimeSpan.FromSeconds(3));
            var before = await run.LatenessAsync();
            var (cpu, ownCpu) = (run._server.TotalProcessorTime, Process.GetCurrentProcess().TotalProcessorTime);
            long bytes = run._callers.Sum(caller => caller.Bytes);
            long start = Stopwatch.GetTimestamp();
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            var ticks = (await run.LatenessAsync()).Since(before);
            double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            run._server.Refresh();
            int lost = run._callers.Count(caller => caller.Reading.IsCompleted);
            output.WriteLine($"{sessions} sessions (a tenth by WebSocket), {recordings.Count} games at 20 ticks/s, {seconds} s after all were connected; server and callers on the same machine.");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  tick lateness     p50 {ticks.Percentile(0.5):0.0} ms, p99 {ticks.Percentile(0.99):0.0} ms, p99.9 {ticks.Percentile(0.999):0.0} ms over {ticks.Ticks:0} ticks ({ticks.Ticks / elapsed:0}/s)"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  first screen      p50 {At(first, 0.5):0.0} ms, p99 {At(first, 0.99):0.0} ms with up to 500 on; p50 {At(firstAt500, 0.5):0.0} ms, p99 {At(firstAt500, 0.99):0.0} ms with more on"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  server            {Memory(run._server.Id, "VmRSS")} MiB resident, at most {Memory(run._server.Id, "VmHWM")} MiB, {100 * (run._server.TotalProcessorTime - cpu).TotalSeconds / elapsed:0} % of a processor"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  callers           {100 * (Process.GetCurrentProcess().TotalProcessorTime - ownCpu).TotalSeconds / elapsed:0} % of a processor, {(run._callers.Sum(caller => caller.Bytes) - bytes) / elapsed / 1024:0} KiB/s received, {lost} lines lost"));
            await stop.CancelAsync();
            await Task.WhenAll(playing);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Callers who come and go; the server's memory meanwhile.</summary>
    /// <param name="output">Where the report goes.</param>
    /// <param name="sessions">How many are on at a time.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="rate">The most calls a second.</param>
    /// <param name="monster">A built <c>monster</c>, whose whole board is called; null for play screens alone.</param>
    public static async Task ChurnAsync(TextWriter output, int sessions, int seconds, double rate, string? monster)
    {
        string folder = Directory.CreateTempSubdirectory("monster-load").FullName;
        try
        {
            var recordings = LoadGames.Write(folder);
            using var run = monster is null ? await StartAsync(folder, sessions + 600, output) : await StartBoardAsync(monster, folder, output);
            using var stop = new CancellationTokenSource();
            var playing = new Queue<Task>();
            long start = Stopwatch.GetTimestamp();
            int calls = 0;
            double next = 0;
            output.WriteLine("  seconds  calls  resident MiB");
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
            {
                bool byWeb = calls % 10 == 9;
                var caller = await LoadCaller.CallAsync(byWeb ? run._web : run._telnet, byWeb, recordings);
                if (monster is not null)
                    await caller.TypeAsync(Ways[calls % Ways.Length]);
                playing.Enqueue(PlayAsync(caller, stop.Token));
                run._callers.Add(caller);
                calls++;
                if (run._callers.Count > sessions)
                {
                    run._callers[0].Dispose();
                    run._callers.RemoveAt(0);
                    await playing.Dequeue();
                }

                if (Stopwatch.GetElapsedTime(start).TotalSeconds >= next)
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Stopwatch.GetElapsedTime(start).TotalSeconds,7:0} {calls,6} {Memory(run._server.Id, "VmRSS"),8}"));
                    output.Flush();
                    next += seconds / 60.0;
                }

                if ((calls / rate) - Stopwatch.GetElapsedTime(start).TotalSeconds is > 0 and var early)
                    await Task.Delay(TimeSpan.FromSeconds(early));
            }

            await stop.CancelAsync();
            await Task.WhenAll(playing);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose()
    {
        _callers.ForEach(caller => caller.Dispose());
        _server.StandardInput.Close();
        if (!_server.HasExited)
            Process.Start("kill", ["-TERM", _server.Id.ToString(CultureInfo.InvariantCulture)]).Dispose();
        if (!_server.WaitForExit(TimeSpan.FromSeconds(20)))
            _server.Kill();
        _server.Dispose();
        _http.Dispose();
    }

    private static async Task<LoadRun> StartAsync(string folder, int nodes, TextWriter output)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        string own = typeof(LoadRun).Assembly.Location;
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(own);
        foreach (string argument in new[] { "load-server", folder, nodes.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        var server = Process.Start(start)!;
        string? line;
        do
        {
            line = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        }
        while (!line.All(letter => char.IsAsciiDigit(letter) || letter == ' ') || line.Length == 0);
        return new LoadRun(server, line, output);
    }

    /// <summary>Starts a whole board, as people do.</summary>
    private static async Task<LoadRun> StartBoardAsync(string monster, string folder, TextWriter output)
    {
        var start = new ProcessStartInfo("dotnet", [monster, "up", "--data", Path.Combine(folder, "board"), "--telnet", "127.0.0.1:0", "--web", "127.0.0.1:0", "--closing-notice", "0s", "--log-level", "error"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["MONSTER_DATA"] = folder;
        var server = Process.Start(start)!;
        var ports = new List<string>();
        while (ports.Count < 2)
        {
            string line = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The board did not start.");
            if (line.StartsWith("  telnet", StringComparison.Ordinal) || line.StartsWith("  http", StringComparison.Ordinal))
                ports.Add(line.TrimEnd('/').Split(' ', ':')[^1]);
        }

        return new LoadRun(server, string.Join(' ', ports), output);
    }

    private static async Task PlayAsync(LoadCaller caller, CancellationToken stop)
    {
        try
        {
            while (!caller.Reading.IsCompleted)
                await Task.Delay(await caller.PlayAsync(), stop);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or InvalidOperationException or System.Net.Sockets.SocketException or System.Net.WebSockets.WebSocketException)
        {
            // Over, or counted as lost.
        }
    }

    private static double At(List<double> values, double share) => values.Count == 0 ? double.NaN : values.Order().ElementAt(Math.Min(values.Count - 1, (int)(values.Count * share)));

    private static long Memory(int process, string field) => long.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    private async Task<Lateness> LatenessAsync() => Lateness.Read(await _http.GetStringAsync($"http://{_web}/metrics"));
}
