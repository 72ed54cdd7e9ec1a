using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Terminal;

namespace Monster.Doors;

/// <summary>The scores of a board's callers in one game.</summary>
public sealed class DoorScoresView : View
{
    private readonly DoorScores _scores;
    private readonly DoorHall _hall;
    private int _shard;
    private IReadOnlyList<DoorScore> _rows = [];
    private string _fault = "";

    /// <summary>The scores of a game.</summary>
    public DoorScoresView(DoorHall hall, DoorScores scores, int shard) => (_hall, _scores, _shard) = (hall, scores, shard);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Lines =>
        [$"{Shards.Names[_shard]}: scores", .. DoorScoreRows.Lines(_rows, Nobody), "N and P: next and previous game. Esc: back."];

    private string Nobody => _fault.Length > 0 ? _fault : "Nobody has a score here yet. Yours would be the first.";

    /// <inheritdoc/>
    public override void Shown(TimeSpan now) => Read();

    /// <inheritdoc/>
    public override void Press(KeyPress key, TimeSpan now)
    {
        if (key.Is(KeyCode.Escape))
        {
            Views.Close();
            return;
        }

        if (key.Is(KeyCode.Right) || key.Is('n'))
            Turn(1);
        else if (key.Is(KeyCode.Left) || key.Is('p'))
            Turn(_hall.Places.Count - 1);
        Read();
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        ScreenParts.Title(screen, Shards.Names[_shard], "Scores of this board");
        DoorScoreRows.Draw(screen, _rows, _hall.Player, Ink.Magenta, Nobody);
        ScreenParts.Keys(screen, ("←→", "other game"), ("Escape", "back"));
    }

    private void Turn(int step)
    {
        int first = _shard;
        do
            _shard = (_shard + step) % _hall.Places.Count;
        while (!_hall.Places[_shard].Exists && _shard != first);
    }

    private void Read()
    {
        _fault = "";
        try
        {
            var cartridge = _hall.Load(_hall.Places[_shard]);
            _rows = _scores.Of(cartridge.Manifest.Title, cartridge.Manifest.Rules);
        }
        catch (ArcadeException e)
        {
            (_rows, _fault) = ([], e.Message);
        }
    }
}
