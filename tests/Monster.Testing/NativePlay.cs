using Monster.Cartridge;

namespace Monster.Testing;

/// <summary>A play of a game run by .NET itself, without a cartridge: the oracle that cartridges are held against.</summary>
/// <typeparam name="TGame">The game.</typeparam>
public sealed class NativePlay<TGame>
    where TGame : Game, new()
{
    private readonly uint[] _cells = new uint[Abi.CellCount];
    private readonly uint[] _voices = new uint[Abi.VoiceCount];

    public NativePlay(uint seed)
        : this(seed, 0, 0, 0)
    {
    }

    public NativePlay(uint seed0, uint seed1, uint seed2, uint seed3)
    {
        Game = new TGame();
        Game.Start(seed0, seed1, seed2, seed3);
    }

    public TGame Game { get; }

    public Status Status { get; private set; }

    public int Ticks { get; private set; }

    public int Score => Game.Score;

    /// <summary>The keys so far, one a tick.</summary>
    public List<int> Keys { get; } = [];

    public Status Tick(int key)
    {
        if (Status == Status.Over)
            throw new InvalidOperationException("The play is over: nothing more may be called.");
        Keys.Add(key);
        Ticks++;
        return Status = Game.Update(key);
    }

    /// <summary>The screen now, as cells.</summary>
    public ReadOnlySpan<uint> Cells()
    {
        Game.Render(_cells, _voices);
        return _cells;
    }

    /// <summary>The screen now as 24 lines of text, for golden files and for people.</summary>
    public string Picture()
    {
        var cells = Cells();
        var lines = new List<string>();
        for (int y = 0; y < Abi.Height; y++)
        {
            var line = new char[Abi.Width];
            for (int x = 0; x < Abi.Width; x++)
                line[x] = (char)(cells[(y * Abi.Width) + x] & 0xFFFF);
            lines.Add(new string(line).TrimEnd());
        }

        return string.Join('\n', lines) + "\n";
    }

    public byte[] State() => StateGraph.Bytes(Game);
}
