namespace Monster.Board.Tests;

public sealed class MemoryStoreTests : StoreConformance
{
    protected override void Run(Action<IStore> first, Action<IStore> second)
    {
        var store = new MemoryStore();
        first(store);
        second(store);
    }
}
