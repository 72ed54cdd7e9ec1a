using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Monster.Bench.Load;

/// <summary>The measured server, a process of its own, and what can be known of it from outside.</summary>
internal sealed class MeasuredServer : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private MeasuredServer(Process process, int telnet, int web) =>
        (_process, Telnet, Web) = (process, new IPEndPoint(IPAddress.Loopback, telnet), new IPEndPoint(IPAddress.Loopback, web));

    public IPEndPoint Telnet { get; }

    public IPEndPoint Web { get; }

    /// <summary>MiB in memory now.</summary>
    public long Resident => Memory("VmRSS");

    /// <summary>The most MiB it ever had in memory.</summary>
    public long Peak => Memory("VmHWM");

    /// <summary>Processor time it has used.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts <see cref="LoadServer"/>: play screens alone.</summary>
    public static async Task<MeasuredServer> StartAsync(string folder, int nodes)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(MeasuredServer).Assembly.Location);
        foreach (string argument in new[] { "load-server", folder, nodes.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        var server = Process.Start(start)!;
        string? line;
        do
        {
            line = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        }
        while (!line.All(letter => char.IsAsciiDigit(letter) || letter == ' ') || line.Length == 0);
        int[] ports = [.. line.Split(' ').Select(port => int.Parse(port, CultureInfo.InvariantCulture))];
        return new MeasuredServer(server, ports[0], ports[1]);
    }

    /// <summary>Starts a whole board, as people do.</summary>
    /// <param name="monster">A built <c>monster.dll</c>.</param>
    /// <param name="folder">For its data.</param>
    /// <param name="nodes">The most callers.</param>
    public static async Task<MeasuredServer> StartBoardAsync(string monster, string folder, int nodes)
    {
        var start = new ProcessStartInfo("dotnet", [monster, "up", "--data", Path.Combine(folder, "board"), "--telnet", "127.0.0.1:0", "--web", "127.0.0.1:0", "--closing-notice", "0s", "--log-level", "error", "--nodes", nodes.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["MONSTER_DATA"] = folder;
        var server = Process.Start(start)!;
        var ports = new List<int>();
        while (ports.Count < 2)
        {
            string line = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The board did not start.");
            if (line.StartsWith("  telnet", StringComparison.Ordinal) || line.StartsWith("  http", StringComparison.Ordinal))
                ports.Add(int.Parse(line.TrimEnd('/').Split(' ', ':')[^1], CultureInfo.InvariantCulture));
        }

        return new MeasuredServer(server, ports[0], ports[1]);
    }

    /// <summary>How late ticks were, as it says itself.</summary>
    public async Task<Lateness> LatenessAsync() => Lateness.Read(await _http.GetStringAsync($"http://{Web}/metrics"));

    /// <summary>How many callers it has, as it says itself.</summary>
    public async Task<int> CallersAsync()
    {
        using var health = System.Text.Json.JsonDocument.Parse(await _http.GetStringAsync($"http://{Web}/health"));
        return health.RootElement.GetProperty("callers").GetInt32();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.HasExited)
            Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]).Dispose();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(20)))
            _process.Kill();
        _process.Dispose();
        _http.Dispose();
    }

    private long Memory(string field) => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;
}
