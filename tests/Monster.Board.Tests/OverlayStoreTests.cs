namespace Monster.Board.Tests;

/// <summary>An overlay is a store over another, before and after its changes go down.</summary>
public sealed class OverlayStoreTests : StoreConformance
{
    protected override void Run(Action<IStore> first, Action<IStore> second)
    {
        var below = new MemoryStore();
        first(below);
        second(new OverlayStore(below));

        below = new MemoryStore();
        var overlay = new OverlayStore(below);
        first(overlay);
        overlay.Flush(below);
        second(below);
    }

    [Fact]
    public void Dropped_changes_leave_the_store_below_as_it_was()
    {
        var below = new MemoryStore();
        below.Put([1], [1]);
        var overlay = new OverlayStore(below);
        overlay.Put([2], [2]);
        overlay.Delete([1]);
        Assert.Null(overlay.Find([1]));
        overlay.Clear();
        overlay.Flush(below);
        Assert.Equal([1], below.Find([1]));
        Assert.Null(below.Find([2]));
    }
}
