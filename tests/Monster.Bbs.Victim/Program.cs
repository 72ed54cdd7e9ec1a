// A board that is made to be killed: clients set facts as fast as they are answered and say on standard output what was acknowledged.
//   Monster.Bbs.Victim DIRECTORY CLIENTS
// A line for each acknowledgement, "client value", written and flushed before the client goes on; "ready" first; "readonly WHY" when the board says so.
using System.Globalization;
using Monster.Bbs;
using Monster.Board;

var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
var order = new Lock();
await using var board = BoardHost.Open(args[0]);
Say("ready");
int clients = int.Parse(args[1], CultureInfo.InvariantCulture);
string filling = args.Length > 2 ? new string('x', int.Parse(args[2], CultureInfo.InvariantCulture)) : "";
await Task.WhenAll(Enumerable.Range(0, clients).Select(RunAsync));

async Task RunAsync(int client)
{
    long value = board.Read(s => Facts.Find(s, $"c{client}") is { } text ? long.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) : 0);
    while (true)
    {
        value++;
        var outcome = await board.SubmitAsync(new SetFact($"c{client}", $"{value} {filling}"));
        if (!outcome.IsApplied)
        {
            Say($"readonly {outcome.Why}");
            return;
        }

        Say($"{client} {value}");
        if (filling.Length == 0 && value % 50 == 0 && client == 0) // a disk that is to fill is not tidied up
            await board.CompactAsync();
    }
}

void Say(string line)
{
    lock (order)
        output.WriteLine(line);
}
