using Monster.Cartridge;

namespace Monster.Arcade;

/// <summary>One run of a cartridge from its seed, live or replayed: it counts ticks and knows how the run stands.</summary>
internal sealed class PlayRun : IDisposable
{
    public PlayRun(Cartridge cartridge) => Instance = cartridge.CreateInstance();

    public CartridgeInstance Instance { get; }

    /// <summary>Completed updates.</summary>
    public int Ticks { get; private set; }

    public PlayStatus Status { get; private set; }

    public PlayTrap? Trap { get; private set; }

    /// <summary>What the cartridge did, in words, when it trapped.</summary>
    public string TrapMessage { get; private set; } = "";

    /// <summary>Budget units used by <c>init</c> and all updates since the run started or jumped.</summary>
    public long Units { get; private set; }

    /// <summary>Whether a checkpoint belongs behind the last update.</summary>
    public bool AtCheckpoint => Ticks % Recording.CheckpointInterval == 0 && Ticks > 0;

    public PlayStatus Start(Seed seed)
    {
        try
        {
            Instance.Init(seed);
        }
        catch (CartridgeTrapException trap)
        {
            Stop(trap);
        }

        Units += Abi.InitBudget - Math.Max(Instance.BudgetLeft, 0);
        return Status;
    }

    public PlayStatus Tick(int key)
    {
        try
        {
            bool over = Instance.Update(key);
            Ticks++;
            if (over)
                Status = PlayStatus.Over;
        }
        catch (CartridgeTrapException trap)
        {
            Stop(trap);
        }

        Units += Abi.UpdateBudget - Math.Max(Instance.BudgetLeft, 0);
        return Status;
    }

    /// <summary>The score at the end; a trap in it is a trap of the play.</summary>
    public int? FinalScore()
    {
        if (Status == PlayStatus.Trapped)
            return null;
        try
        {
            return Instance.Cartridge.Score(Instance);
        }
        catch (CartridgeTrapException trap)
        {
            Stop(trap);
            return null;
        }
    }

    /// <summary>Goes to the saved state of a play that goes on, without running there. Not after a trap.</summary>
    public void Jump(ReadOnlySpan<byte> state, int ticks)
    {
        Instance.Restore(state);
        Ticks = ticks;
        Status = PlayStatus.Playing;
    }

    public void Dispose() => Instance.Dispose();

    private void Stop(CartridgeTrapException trap)
    {
        Status = PlayStatus.Trapped;
        Trap = new PlayTrap(trap.Call, trap.Cause);
        TrapMessage = trap.Message;
    }
}
