using Monster.Testing;

namespace Monster.Board.Tests;

public sealed class MemoryStoreTests : StoreConformance
{
    [Fact]
    public void Random_histories_have_every_kind_of_command_accepted_somewhere() => RandomRuns.Run(1, random =>
        Assert.Equal(CommandKinds.All, new RandomHistory(random, 20_000).Accepted.Keys.Order()));

    protected override void Run(Action<IStore> first, Action<IStore> second)
    {
        var store = new MemoryStore();
        first(store);
        second(store);
    }
}
