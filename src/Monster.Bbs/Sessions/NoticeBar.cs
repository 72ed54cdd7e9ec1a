using Monster.Terminal;

namespace Monster.Bbs.Sessions;

/// <summary>Shows a caller's notices in the first row, over whatever is there, one after the other.</summary>
public sealed class NoticeBar : Overlay
{
    private static readonly TimeSpan ShowTime = TimeSpan.FromSeconds(6);

    private readonly Inbox _inbox;
    private Notice? _shown;
    private TimeSpan _until;

    /// <summary>A bar over an inbox.</summary>
    public NoticeBar(Inbox inbox) => _inbox = inbox;

    /// <inheritdoc/>
    public override TimeSpan? WakeAt => _shown is null ? null : _until;

    /// <inheritdoc/>
    public override string? Wake(TimeSpan now)
    {
        if (_shown is not null && now < _until)
            return null;
        if (!_inbox.TryTake(out _shown))
            return null;
        _until = now + ShowTime;
        return Text(_shown);
    }

    /// <inheritdoc/>
    public override void Draw(CellBuffer screen)
    {
        if (_shown is not { } notice)
            return;
        screen.Fill(0, 0, screen.Width, 1, new Cell(' ', Ink.Black, Ink.Silver));
        screen.Text(1, 0, Text(notice), notice.Kind == NoticeKind.Board ? Ink.Red : Ink.Black, Ink.Silver);
    }

    private static string Text(Notice notice) => notice.From.Length == 0 ? notice.Text : $"{notice.From}: {notice.Text}";
}
