using System.Diagnostics;
using System.Text;
using Monster.Arcade;

namespace Monster.Cli;

/// <summary>Calls the door of a machine over its serial line: waits for the play that waits, types, and takes the recording the machine prints at its end.</summary>
internal sealed class DoorTypist(byte[] typed, TimeSpan limit, TimeProvider time) : ITypist
{
    private const int MaxSaid = 8 << 20;
    private const string Waits = "Welcome back", Kept = "monster: recording ";

    private readonly StringBuilder _said = new();
    private Task? _typing;
    private volatile bool _late;

    public void Begin(Process machine) => _typing = Task.Run(async () =>
    {
        using var deadline = new CancellationTokenSource(limit, time);
        await using var late = deadline.Token.Register(() =>
        {
            _late = true;
            machine.Kill();
        });
        await TypeAsync(machine).ConfigureAwait(false);
    });

    public void Check(Recording recording, int? exitCode)
    {
        _typing?.GetAwaiter().GetResult();
        string said = _said.ToString();
        int at = said.LastIndexOf(Kept, StringComparison.Ordinal), end = at < 0 ? -1 : said.IndexOf('\n', at);
        if (_late || end < 0)
            throw new CommandException($"The machine {(_late ? $"did not come to an end in {limit.TotalSeconds:0} s and was switched off (--timeout)" : $"ended with {exitCode} without a recording")}. It said last: {Last(said)}");
        string hex = said[(at + Kept.Length)..end].Trim();
        if (hex.Length == 0)
            throw new CommandException($"The door ended and kept no recording. The machine said last: {Last(said[..at])}");
        Recording kept;
        try
        {
            kept = RecordingReader.Decode(Convert.FromHexString(hex));
        }
        catch (FormatException e)
        {
            throw new CommandException("The recording that the machine printed is damaged: it is not hexadecimal.", e);
        }

        bool isSame = kept.Cartridge == recording.Cartridge && kept.Seed == recording.Seed && kept.Ticks == recording.Ticks && kept.Score == recording.Score
            && (kept.StateHash ?? []).AsSpan().SequenceEqual(recording.StateHash ?? []) && NativePlay.KeysOf(kept).SequenceEqual(NativePlay.KeysOf(recording));
        if (!isSame)
            throw new CommandException($"The play in the machine's door ended otherwise than the recording says: {kept.Ticks:N0} ticks and score {kept.Score}, recorded {recording.Ticks:N0} and {recording.Score}.");
    }

    private static string Last(string said)
    {
        var text = new string([.. said.TakeLast(400).Select(c => char.IsControl(c) ? ' ' : c)]);
        return text.Trim() is { Length: > 0 } words ? words : "nothing";
    }

    private async Task TypeAsync(Process machine)
    {
        var output = machine.StandardOutput.BaseStream;
        var input = machine.StandardInput.BaseStream;
        byte[] room = new byte[1 << 14];
        bool begun = false;
        var decoder = Encoding.UTF8.GetDecoder();
        char[] letters = new char[room.Length + 1];
        while (await output.ReadAsync(room).ConfigureAwait(false) is > 0 and var length)
        {
            if (_said.Length < MaxSaid)
                _said.Append(letters, 0, decoder.GetChars(room.AsSpan(0, length), letters, flush: false));
            if (begun || !_said.ToString().Contains(Waits, StringComparison.Ordinal))
                continue;
            begun = true;
            await input.WriteAsync(typed).ConfigureAwait(false);
            await input.FlushAsync().ConfigureAwait(false);
        }
    }
}
