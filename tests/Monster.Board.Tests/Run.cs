namespace Monster.Board.Tests;

/// <summary>A state that commands are applied to, one after the other, as the log would.</summary>
internal sealed class Run
{
    private ulong _index;

    public MemoryStore Store { get; } = new();

    public DateTimeOffset Now { get; private set; } = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000);

    public CommandResult Do(ICommand command)
    {
        Now = Now.AddSeconds(1);
        _index++;
        return BoardMachine.Apply(Store, new LogEntry(1, _index, CommandKinds.Encode(command)), _index);
    }

    /// <summary>Applies a command that must be accepted.</summary>
    public ulong Must(ICommand command)
    {
        var result = Do(command);
        Assert.True(result.IsAccepted, result.Why);
        return result.Value.Length == 0 ? 0 : result.Number();
    }

    /// <summary>Applies a command that must be rejected.</summary>
    public string Not(ICommand command)
    {
        var result = Do(command);
        Assert.False(result.IsAccepted);
        return result.Why!;
    }

    public uint Person(string name, bool isSysop = false) => (uint)Must(new Monster.Board.People.Register(Now, name, [1], [2], [], isSysop));
}
