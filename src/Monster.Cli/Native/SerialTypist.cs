using System.Diagnostics;
using System.Text;
using Monster.Arcade;

namespace Monster.Cli;

/// <summary>Types a play at a machine's serial line: a line each time it is asked for one, and listens for the result.</summary>
internal sealed class SerialTypist(string seed, IReadOnlyList<int> keys, TimeSpan limit, TimeProvider time) : ITypist
{
    private const int KeysInLine = 100; // a terminal's line is cut at 4,096 letters
    private const int MaxSaid = 1 << 20;
    private const string AsksSeed = "monster: seed?", AsksKeys = "monster: keys?", Ended = "monster: ended";

    private readonly StringBuilder _said = new();
    private Task? _typing;
    private volatile bool _late;

    public void Begin(Process machine)
    {
        machine.StandardInput.AutoFlush = true;
        _typing = Task.Run(async () =>
        {
            using var deadline = new CancellationTokenSource(limit, time);
            await using var late = deadline.Token.Register(() =>
            {
                _late = true;
                machine.Kill();
            });
            await TypeAsync(machine).ConfigureAwait(false);
        });
    }

    public void Check(Recording recording, int? exitCode)
    {
        if (Result(exitCode) is var said && !said.Matches(recording))
            throw new CommandException($"The play on the machine ended otherwise than the recording says: {said}.");
    }

    private NativeResult Result(int? exitCode)
    {
        _typing?.GetAwaiter().GetResult();
        string said = _said.ToString();
        if (_late)
            throw new CommandException($"The machine did not come to an end in {limit.TotalSeconds:0} s and was switched off (--timeout). It said last: {Last(said)}");
        int from = said.LastIndexOf("{\"ticks\"", StringComparison.Ordinal);
        int to = from < 0 ? -1 : said.IndexOf('}', from);
        return to > 0 ? NativeResult.Parse(said[from..(to + 1)], exitCode) : throw new CommandException($"The machine ended without a result. It said last: {Last(said)}");
    }

    private static string Last(string said) => said.TrimEnd().Split('\n')[^1].Trim() is { Length: > 0 } line ? line : "nothing";

    private async Task TypeAsync(Process machine)
    {
        int typed = 0;
        while (await machine.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (_said.Length < MaxSaid)
                _said.Append(line).Append('\n');
            if (line.Contains(AsksSeed, StringComparison.Ordinal))
                await machine.StandardInput.WriteAsync(seed + "\n").ConfigureAwait(false);
            else if (line.Contains(AsksKeys, StringComparison.Ordinal))
                await machine.StandardInput.WriteAsync(Line(ref typed)).ConfigureAwait(false);
            else if (line.Contains(Ended, StringComparison.Ordinal))
                _said.Append('\n');
        }
    }

    private string Line(ref int typed)
    {
        if (typed >= keys.Count)
            return "end\n";
        var line = new StringBuilder();
        for (int i = 0; i < KeysInLine && typed < keys.Count; i++, typed++)
            line.Append(typed == 0 ? "" : ",").Append(keys[typed]);
        return line.Append('\n').ToString();
    }
}
