using System.Diagnostics;
using System.Globalization;
using Monster.Board;
using Monster.Board.Tests;
using Monster.Testing;

namespace Monster.Bbs.Tests.Host;

/// <summary>
/// A board in a process of its own, killed without warning again and again while clients submit, or given a disk that fills up. MONSTER_LONG=1
/// kills it a thousand times.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private const int Clients = 8;

    private readonly TestFolder _folder = new();

    [Fact]
    public async Task A_kill_at_any_moment_costs_nothing_that_was_acknowledged()
    {
        var random = RandomRuns.New(out int seed);
        int kills = Environment.GetEnvironmentVariable("MONSTER_LONG") is null ? 15 : 1_000;
        long[] acknowledged = new long[Clients];
        for (int kill = 0; kill < kills; kill++)
        {
            using var victim = Start(_folder.Path);
            Assert.Equal("ready", await victim.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            int lines = random.Next(1, 400);
            for (int i = 0; i < lines && await victim.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line; i++)
                Note(line);
            victim.Kill(); // SIGKILL
            while (await victim.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
                Note(line);
            await victim.WaitForExitAsync(TestContext.Current.CancellationToken);

            await using var board = BoardHost.Open(_folder.Path);
            for (int client = 0; client < Clients; client++)
            {
                long found = Value(board, client);
                // One more may be there: applied, but killed before the answer.
                Assert.True(found == acknowledged[client] || found == acknowledged[client] + 1, $"seed {seed}, kill {kill}: client {client} was told {acknowledged[client]}, the board has {found}");
                acknowledged[client] = found;
            }

            Assert.True(board.StateHash == board.Read(StateHash.OfAll), $"seed {seed}, kill {kill}: the state is not the one of its hash");
        }

        void Note(string line)
        {
            // The last line may be cut.
            if (line.Split(' ') is [var client, { Length: > 0 } value] && long.TryParse(value, CultureInfo.InvariantCulture, out long number) && number == acknowledged[int.Parse(client, CultureInfo.InvariantCulture)] + 1)
                acknowledged[int.Parse(client, CultureInfo.InvariantCulture)] = number;
        }
    }

    [Fact]
    public async Task A_full_disk_makes_the_board_read_only_it_says_so_and_keeps_what_it_acknowledged()
    {
        string small = _folder["small"];
        Directory.CreateDirectory(small);
        if (Run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", small) != 0)
            Assert.Skip("A small disk cannot be mounted here: the test needs root.");
        try
        {
            long[] acknowledged = new long[Clients];
            string? why = null;
            using (var victim = Start(small, 2_000))
            {
                while (await victim.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
                {
                    if (line.StartsWith("readonly", StringComparison.Ordinal))
                        why = line;
                    else if (line.Split(' ') is [var client, var value])
                        acknowledged[int.Parse(client, CultureInfo.InvariantCulture)] = long.Parse(value, CultureInfo.InvariantCulture);
                }

                await victim.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            Assert.Contains("read-only", why, StringComparison.Ordinal);
            Assert.True(acknowledged.Sum() > 100, "the disk was full before anything was written");

            // Room is made: a larger disk with the same files.
            string larger = _folder["larger"];
            Assert.Equal(0, Run("cp", "-r", small, larger));
            await using var board = BoardHost.Open(larger);
            for (int client = 0; client < Clients; client++)
                Assert.True(Value(board, client) >= acknowledged[client], $"client {client} was told {acknowledged[client]}, the board has {Value(board, client)}");
            Assert.True((await board.SubmitAsync(new SetFact("goes on", "yes"))).IsApplied);
        }
        finally
        {
            Run("umount", small);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static long Value(BoardHost board, int client) =>
        board.Read(s => Facts.Find(s, $"c{client}") is { } text ? long.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) : 0);

    private static Process Start(string directory, int filling = 0) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Monster.Bbs.Victim.dll"), directory, $"{Clients}", $"{filling}"])
    {
        RedirectStandardOutput = true,
    })!;

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
