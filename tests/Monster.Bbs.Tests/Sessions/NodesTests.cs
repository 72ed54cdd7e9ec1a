using Monster.Bbs.Sessions;
using Monster.Testing;

namespace Monster.Bbs.Tests.Sessions;

public sealed class NodesTests : IDisposable
{
    private readonly List<Line> _lines = [];

    public void Dispose() => _lines.ForEach(line => line.Dispose());

    [Fact]
    public void A_caller_takes_the_lowest_free_node_and_gives_it_back_once()
    {
        var nodes = new Nodes(3, new ManualTime());
        var callers = Enumerable.Range(0, 3).Select(_ => Call()).ToList();
        Assert.All(callers, caller => Assert.True(nodes.TryEnter(caller)));
        Assert.Equal([1, 2, 3], nodes.List().Select(caller => caller.Node));

        nodes.Leave(callers[0]);
        nodes.Leave(callers[1]);
        nodes.Leave(callers[1]);
        var (next, another, tooMany) = (Call(), Call(), Call());
        Assert.True(nodes.TryEnter(next));
        Assert.True(nodes.TryEnter(another));
        Assert.False(nodes.TryEnter(tooMany));
        Assert.Equal((1, 2, 0), (next.Node, another.Node, tooMany.Node));
    }

    [Fact]
    public void A_broadcast_reaches_everybody_and_nobody_s_inbox_grows_without_end()
    {
        var nodes = new Nodes(10, new ManualTime());
        var callers = Enumerable.Range(0, 10).Select(_ => Call()).ToList();
        callers.ForEach(caller => nodes.TryEnter(caller));
        for (int i = 0; i < 100; i++)
            nodes.Broadcast($"{i} {new string('x', 10_000)}");
        Assert.All(callers, caller => Assert.Equal(Inbox.MaxNotices, caller.Inbox.Count));
        Assert.True(callers[0].Inbox.TryTake(out var oldest));
        Assert.StartsWith($"{100 - Inbox.MaxNotices} ", oldest.Text, StringComparison.Ordinal);
        Assert.Equal(Inbox.MaxText, oldest.Text.Length);
    }

    [Fact]
    public void Disconnecting_hangs_up_with_last_words()
    {
        var nodes = new Nodes(10, new ManualTime());
        var caller = Call();
        nodes.TryEnter(caller);
        Assert.False(nodes.Disconnect(2, "Bye."));
        Assert.True(nodes.Disconnect(1, "Bye."));
        Assert.True(caller.Terminal.HangUpToken.IsCancellationRequested);
        Assert.Equal("Bye.", caller.Farewell);
    }

    private Caller Call()
    {
        var line = new Line();
        _lines.Add(line);
        return line.Caller;
    }
}
