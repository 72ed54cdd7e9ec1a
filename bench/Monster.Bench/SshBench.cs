using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Monster.Bbs;
using Monster.Bbs.People;
using Monster.Bbs.Screens;
using Monster.Bbs.Sessions;
using Monster.Testing;

namespace Monster.Bench;

/// <summary>
/// From the start of Debian's ssh client to the first screen of somebody known by key, on loopback; against the same sshd with a key in a file and
/// <c>ForceCommand /bin/echo</c>, to its first byte. Both take turns. Needs root: see <see cref="SshMachine"/>.
/// </summary>
internal static class SshBench
{
    private const int Rounds = 25;

    /// <param name="output">Where the result goes.</param>
    /// <param name="monster">The built program, monster.dll.</param>
    public static async Task RunAsync(TextWriter output, string monster)
    {
        using var machine = await SshMachine.StartAsync(monster);
        var data = Directory.CreateTempSubdirectory("monster-ssh-bench-");
        string key = machine.MakeKey("alice");
        await AddAccountAsync(data.FullName, key);
        int plain = StartPlain(machine, key);
        using var board = Process.Start(new ProcessStartInfo("dotnet", [monster, "up", "--no-console", "--data", data.FullName, "--telnet", "off", "--web", "off", "--calls", machine.Socket, "--ssh-user", machine.Run("id -u bbs").Said, "--limit-loopback", "false"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        board.ErrorDataReceived += (_, _) => { };
        board.BeginErrorReadLine();
        while (await board.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Ctrl-C", StringComparison.Ordinal))
        {
        }

        try
        {
            var (alone, first, screen) = (new List<double>(), new List<double>(), new List<double>());
            for (int round = -2; round < Rounds; round++)
            {
                var (byPlain, _) = Call(machine.Ssh(key, "-tt plain@127.0.0.1").Replace(machine.Port.ToString(CultureInfo.InvariantCulture), plain.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), "ready", "ready");
                var (byBoard, shown) = Call(machine.Ssh(key, "-tt bbs@127.0.0.1"), "Monster Arcade", "Hello, Alice");
                if (round < 0)
                    continue; // whatever has to be loaded once
                alone.Add(byPlain);
                first.Add(byBoard);
                screen.Add(shown);
            }

            output.WriteLine("| from the start of ssh to | shortest, ms | median, ms |\n|---|--:|--:|");
            output.WriteLine($"| the first byte of `ForceCommand /bin/echo`, key in a file: OpenSSH alone | {Row(alone)} |");
            output.WriteLine($"| the board's first words | {Row(first)} |");
            output.WriteLine($"| the first whole screen, logged in by key, terminal asked and answered | {Row(screen)} |");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nThe board adds {screen.Min() - alone.Min():F0} ms (shortest), {Median(screen) - Median(alone):F0} ms (median), of {Rounds} calls each in turns."));
        }
        finally
        {
            board.Kill();
            board.WaitForExit();
            machine.Run("kill $(cat /run/plain.pid)");
            data.Delete(recursive: true);
        }
    }

    private static string Row(List<double> times) => string.Create(CultureInfo.InvariantCulture, $"{times.Min():F0} | {Median(times):F0}");

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task AddAccountAsync(string data, string key)
    {
        await using var board = BoardHost.Open(data);
        using var services = new BbsServices(board, new Nodes(1, TimeProvider.System), TimeProvider.System);
        var login = await services.Desk.RegisterAsync(null, "Alice", "four small words", "", new Personal());
        if (!SshPublicKey.TryRead(await File.ReadAllTextAsync(key + ".pub"), out var pub, out string fault))
            throw new InvalidOperationException(fault);
        await services.SshKeys.AddAsync((uint)login.Account, pub, "bench", isProven: true);
    }

    private static int StartPlain(SshMachine machine, string key)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var (code, said) = machine.Run(string.Create(CultureInfo.InvariantCulture, $"""
            set -e
            useradd --system --no-create-home --home-dir / --shell /bin/sh --password '*' plain
            cp {key}.pub /etc/ssh/plain_keys
            printf '%s\n' 'ListenAddress 127.0.0.1:{port}' 'PidFile /run/plain.pid' 'UsePAM yes' 'AuthorizedKeysFile /etc/ssh/plain_keys' 'ForceCommand /bin/echo ready' 'PrintMotd no' 'PrintLastLog no' >/etc/ssh/plain_config
            /usr/sbin/sshd -f /etc/ssh/plain_config
            """));
        return code == 0 ? port : throw new InvalidOperationException(said);
    }

    /// <summary>Calls, answers the terminal probe as an xterm does, and hangs up.</summary>
    /// <returns>Milliseconds to either text.</returns>
    private static (double First, double Last) Call(string command, string first, string last)
    {
        var start = new ProcessStartInfo("bash", ["-c", "exec " + command]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TERM"] = "xterm";
        long begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var heard = new StringBuilder();
        var buffer = new byte[16 * 1024];
        double at = 0;
        bool isAnswered = false;
        while (process.StandardOutput.BaseStream.Read(buffer) is > 0 and var count)
        {
            heard.Append(Encoding.Latin1.GetString(buffer, 0, count));
            string all = heard.ToString();
            if (at == 0 && all.Contains(first, StringComparison.Ordinal))
                at = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            if (!isAnswered && all.Contains("\e[c", StringComparison.Ordinal))
            {
                process.StandardInput.BaseStream.Write("\e[24;80R\e[24;2R\e[?64;1c"u8);
                process.StandardInput.BaseStream.Flush();
                isAnswered = true;
            }

            if (all.Contains(last, StringComparison.Ordinal))
            {
                double end = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
                process.Kill();
                process.WaitForExit();
                return (at, end);
            }
        }

        throw new InvalidOperationException($"'{last}' never came: {heard}{process.StandardError.ReadToEnd()}");
    }
}
