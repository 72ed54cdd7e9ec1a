using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Bbs.Screens;

/// <summary>The sysop's form for a board.</summary>
public sealed class EditBoardScreen : FormScreen
{
    private static readonly string[] Readers = ["everyone", "members", "sysops"];
    private static readonly string[] Writers = ["members", "sysops"];

    private readonly BoardInfo _board;
    private readonly FormField _name;
    private readonly FormField _about;
    private readonly FormField _read;
    private readonly FormField _write;

    /// <summary>The form, filled in as the board is.</summary>
    public EditBoardScreen(Visit visit, BoardInfo board)
        : base(visit)
    {
        _board = board;
        _name = Add(FormField.Text("Name", MessageLimits.BoardNameLength, "Empty for the name of its game."));
        _about = Add(FormField.Text("About", MessageLimits.BoardAboutLength, "A line shown beside it."));
        _read = Add(FormField.OneOf("Who reads", Readers));
        _write = Add(FormField.OneOf("Who writes", Writers));
        (_name.Value, _about.Value) = (board.Name, board.About);
        (_read.Choice, _write.Choice) = ((int)board.ReadLevel, (int)board.WriteLevel - 1);
    }

    /// <inheritdoc/>
    protected override string Title => $"Board {_board.Shard}: {BoardsScreen.NameOf(_board)}";

    /// <inheritdoc/>
    protected override string Help => "What callers see of this board, and who may do what there. Nothing that was posted changes. Ctrl-X saves, Escape leaves the board as it is.";

    /// <inheritdoc/>
    protected override string Finish => "save";

    /// <inheritdoc/>
    protected override void Submit()
    {
        var edit = new EditBoard(_board.Shard, CleanText.Line(_name.Value), CleanText.Line(_about.Value), (AccountLevel)_read.Choice, (AccountLevel)(_write.Choice + 1));
        Work("Saving", async _ => await Visit.Services.Desk.SubmitAsync(edit), _ =>
        {
            Visit.Services.Log.Add($"{Visit.Name} edited board {_board.Shard}.");
            Visit.Say("Saved.");
            Views.Close();
        });
    }
}
