namespace Monster.Board.Tests;

public sealed class BoardMachineTests
{
    private readonly MemoryStore _store = new();
    private ulong _index;

    [Fact]
    public void A_retry_gets_the_same_answer_and_changes_nothing()
    {
        Assert.True(Submit(1, 1, new SetFact("name", "first")).IsAccepted);
        Assert.True(Submit(1, 2, new SetFact("name", "second")).IsAccepted);
        Assert.True(Submit(1, 1, new SetFact("name", "first")).IsAccepted);
        Assert.Equal("second", Facts.Find(_store, "name"));
        Assert.False(Submit(1, 3, new SetFact("", "x")).IsAccepted);
        Assert.Equal("A fact needs a name.", Submit(1, 3, new SetFact("name", "third")).Why);
        Assert.Equal("second", Facts.Find(_store, "name"));
    }

    [Fact]
    public void A_rejected_command_leaves_no_change_but_its_answer()
    {
        Submit(1, 1, new SetFact("name", "first"));
        var before = Everything();
        Assert.False(Submit(2, 1, new SetFact("", "x")).IsAccepted);
        Assert.Equal(before.Where(IsState), Everything().Where(IsState));
        static bool IsState(string entry) => !entry.StartsWith("01", StringComparison.Ordinal) && !entry.StartsWith("02", StringComparison.Ordinal) && !entry.StartsWith("04", StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_that_overtook_each_other_are_each_applied_once()
    {
        Submit(1, 3, new SetFact("c", "3"));
        Submit(1, 1, new SetFact("a", "1"));
        Submit(1, 2, new SetFact("b", "2"));
        Assert.Equal("123", Facts.Find(_store, "a") + Facts.Find(_store, "b") + Facts.Find(_store, "c"));
    }

    [Fact]
    public void What_is_too_old_to_be_remembered_is_refused_and_not_applied_again()
    {
        for (ulong i = 1; i <= BoardMachine.Window + 1; i++)
            Submit(1, i, new SetFact("name", $"{i}"));
        Assert.Contains("long ago", Submit(1, 1, new SetFact("name", "again")).Why, StringComparison.Ordinal);
        Assert.Equal($"{BoardMachine.Window + 1}", Facts.Find(_store, "name"));
        Assert.Null(BoardMachine.Outcome(_store, 1, 1));
        Assert.NotNull(BoardMachine.Outcome(_store, 1, 2));
    }

    [Fact]
    public void Sessions_beyond_the_limit_are_forgotten_oldest_first()
    {
        for (ulong session = 1; session <= BoardMachine.MaxSessions + 5; session++)
            Submit(session, 1, new SetFact("last", $"{session}"));
        Assert.Equal(BoardMachine.MaxSessions, _store.ScanPrefix([(byte)Table.LogSessions]).Count());
        Assert.Equal(BoardMachine.MaxSessions, _store.ScanPrefix([(byte)Table.LogSessionAges]).Count());
        Assert.Null(BoardMachine.Outcome(_store, 5, 1));
        Assert.NotNull(BoardMachine.Outcome(_store, 6, 1));
    }

    [Fact]
    public void Bytes_that_are_no_command_are_rejected_with_the_reason()
    {
        Assert.Contains("cut off", BoardMachine.Apply(_store, new LogEntry(1, 1, new byte[] { 1 }), 1).Why, StringComparison.Ordinal);
        Assert.Contains("newer program", BoardMachine.Apply(_store, new LogEntry(1, 2, new byte[] { 255, 255, 1 }), 2).Why, StringComparison.Ordinal);
    }

    private CommandResult Submit(ulong session, ulong sequence, ICommand command) =>
        BoardMachine.Apply(_store, new LogEntry(session, sequence, CommandKinds.Encode(command)), ++_index);

    private List<string> Everything() => [.. _store.Scan([0], null).Select(e => $"{Convert.ToHexString(e.Key)}={Convert.ToHexString(e.Value)}")];
}
