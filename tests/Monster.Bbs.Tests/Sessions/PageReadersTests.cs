using Monster.Bbs.Sessions;

namespace Monster.Bbs.Tests.Sessions;

public sealed class PageReadersTests
{
    [Fact]
    public void Somebody_with_several_pages_is_online_once_until_the_last_is_closed()
    {
        var readers = new PageReaders();
        int changes = 0;
        readers.Changed += () => changes++;
        var early = new PageReader(7, "Ann", DateTimeOffset.UnixEpoch);
        var first = readers.Enter(early);
        var second = readers.Enter(early with { });
        using var other = readers.Enter(new PageReader(3, "Abe", DateTimeOffset.UnixEpoch.AddHours(1)));
        Assert.Equal(["Abe", "Ann"], readers.List().Select(reader => reader.Name));
        Assert.Equal(2, changes);
        first.Dispose();
        first.Dispose();
        Assert.Equal(["Abe", "Ann"], readers.List().Select(reader => reader.Name));
        Assert.Equal(2, changes);
        second.Dispose();
        Assert.Equal(["Abe"], readers.List().Select(reader => reader.Name));
        Assert.Equal(3, changes);
    }
}
