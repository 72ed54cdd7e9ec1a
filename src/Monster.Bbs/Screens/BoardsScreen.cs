using System.Globalization;
using Monster.Arcade;
using Monster.Board.Messages;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>The 71 boards, with what is new on each.</summary>
public sealed class BoardsScreen : ListScreen<(BoardInfo Board, uint Unread)>
{
    private readonly bool _isEditing;

    /// <summary>The boards a caller may read.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="isEditing">Whether Enter edits a board, for the sysop.</param>
    public BoardsScreen(Visit visit, bool isEditing = false)
        : base(visit) => _isEditing = isEditing;

    /// <inheritdoc/>
    protected override string Title => _isEditing ? "Edit boards" : "Boards";

    /// <inheritdoc/>
    protected override string Help => _isEditing
        ? "Enter edits the board under the bar: its name, a line about it, who may read and who may write."
        : "One board for each of the 71 games. Enter opens the one under the bar. M marks everything on it as read, for the new-scan.\nDigits go to a board by its shard number.";

    /// <inheritdoc/>
    protected override string Empty => "There is no board you may read. Log in first.";

    /// <inheritdoc/>
    protected override string Header => "Nr  Board                           Posts    New";

    /// <inheritdoc/>
    /// <remarks>A board's number is its shard's, as long as none is hidden.</remarks>
    protected override int FirstNumber => Any && Items.Select((item, i) => item.Board.Shard - i).All(offset => offset == 0) ? 0 : 1;

    /// <inheritdoc/>
    protected override string Doing => "Looking at the boards";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys =>
        _isEditing ? [("Enter", "edit")] : Visit.IsMember ? [("Enter", "open"), ("M", "mark read"), ("0-9", "go to")] : [("Enter", "open"), ("0-9", "go to")];

    /// <summary>What a board is called: by the sysop, or else as its game.</summary>
    public static string NameOf(BoardInfo board) => board.Name.Length > 0 ? board.Name : Shards.Names[board.Shard];

    /// <inheritdoc/>
    protected override IReadOnlyList<(BoardInfo Board, uint Unread)> Read((BoardInfo Board, uint Unread) last, int most) => last.Board is not null
        ? []
        : Visit.Services.Board.Read(store => MessageBoards.All(store)
            .Where(board => board.ReadLevel <= Visit.Level)
            .Select(board => (board, Visit.IsMember ? board.LastNumber - ReadMarks.Find(store, Visit.Account, board.Shard) : 0)).ToList());

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, int width, (BoardInfo Board, uint Unread) item, Ink ink, Ink ground)
    {
        screen.TextRight(x + 2, y, Number(item.Board.Shard), Of(Ink.Cyan, ink), ground);
        screen.TextIn(x + 4, y, 30, NameOf(item.Board), item.Unread > 0 ? Of(Ink.White, ink) : ink, ground);
        screen.TextRight(x + 41, y, Number(item.Board.LastNumber), ink, ground);
        screen.TextRight(x + 48, y, item.Unread > 0 ? Number(item.Unread) : "", Of(Ink.Green, ink), ground);
        screen.TextIn(x + 51, y, width - 52, item.Board.About, Of(Ink.Grey, ink), ground);
    }

    /// <inheritdoc/>
    protected override string Tell((BoardInfo Board, uint Unread) item) =>
        $"{NameOf(item.Board)}: {item.Board.LastNumber} posts{(item.Unread > 0 ? $", {item.Unread} new" : "")}{(item.Board.About.Length > 0 ? ". " + item.Board.About : "")}";

    /// <inheritdoc/>
    protected override void Open((BoardInfo Board, uint Unread) item) =>
        Views.Open(_isEditing ? new EditBoardScreen(Visit, item.Board) : new ThreadsScreen(Visit, item.Board.Shard));

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (key.Is('m') && Visit.IsMember && !_isEditing && Any)
        {
            var board = Selected.Board;
            Work("Marking", async _ => await Visit.Services.Desk.SubmitAsync(new MarkRead(Visit.Account, board.Shard, board.LastNumber)), _ => Refresh());
            return true;
        }

        if (!key.IsText || !Rune(key, out int digit))
            return base.Take(key);
        int current = Any ? Selected.Board.Shard : 0;
        int wanted = (current % 10 * 10) + digit;
        int found = Items.ToList().FindIndex(item => item.Board.Shard == wanted);
        found = found >= 0 ? found : Items.ToList().FindIndex(item => item.Board.Shard == digit);
        Index = found >= 0 ? found : Index;
        return true;
    }

    private static bool Rune(KeyPress key, out int digit)
    {
        digit = key.Rune.Value - '0';
        return digit is >= 0 and <= 9;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
