using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Monster.Doors.Tests;

/// <summary>A board elsewhere, as a process: <c>monster up</c>, which knows the boards ACME and OTHER by their keys. It can be killed and started again.</summary>
internal sealed class RemoteBoard : IAsyncDisposable
{
    public const string Key = "a-key-for-acme";

    private readonly string _data;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private Process _process = null!;

    private RemoteBoard(string data) => _data = data;

    public int Port { get; private set; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<RemoteBoard> StartAsync(string data)
    {
        var board = new RemoteBoard(data);
        await board.OpenAsync();
        return board;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    public async Task OpenAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "monster.dll"), "up", "--data", Path.Combine(_data, "board"), "--telnet", "off", "--web", "127.0.0.1:0", "--no-console"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["MONSTER_DATA"] = _data;
        start.Environment["MONSTER_DOOR_BOARDS"] = $"ACME key {Key}; OTHER key a-key-for-the-other";
        start.Environment["MONSTER_LOG_LEVEL"] = "error";
        _process = Process.Start(start)!;
        string? line;
        do
            line = await _process.StandardOutput.ReadLineAsync(Stop);
        while (line is not null && !line.Contains("http://", StringComparison.Ordinal));
        Port = new Uri(line!.Trim().Split(' ')[0]).Port;
        _ = _process.StandardOutput.ReadToEndAsync(Stop);
    }

    /// <summary>The scores that count, best first.</summary>
    public async Task<IReadOnlyList<(string Name, int Score)>> ScoresAsync()
    {
        var scores = JsonNode.Parse(await _http.GetStringAsync($"http://127.0.0.1:{Port}/api/games/{DoorFixture.RankedShard}/scores", Stop))!;
        return [.. scores["items"]!.AsArray().Select(row => (row!["player"]!["name"]!.GetValue<string>(), row["score"]!.GetValue<int>()))];
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
