using System.Globalization;
using Monster.Board.Messages;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>A letter.</summary>
public sealed class LetterScreen : TextScreen
{
    private readonly Mail _mail;
    private readonly string _other;
    private readonly string _subject;
    private readonly string _text;
    private bool _isMarked;

    /// <summary>A letter of the caller's.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="mail">The letter.</param>
    /// <param name="other">Who is at the other end.</param>
    public LetterScreen(Visit visit, Mail mail, string other)
        : this(visit, mail, other, visit.Services.Board.Read(store => Accounts.Find(store, visit.Account)) is { } account ? visit.Services.Post.Open(account, mail) : ("", ""))
    {
    }

    private LetterScreen(Visit visit, Mail mail, string other, (string Subject, string Text) says)
        : base(visit, mail.Folder == MailFolder.In ? $"Letter from {other}" : $"Letter to {other}", says.Text)
    {
        (_mail, _other, _subject, _text) = (mail, other, says.Subject, says.Text);
    }

    /// <inheritdoc/>
    protected override string Help => "R answers, and Ctrl-Q in the editor quotes. D throws the letter away.";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => _mail.Folder == MailFolder.In ? [("R", "answer"), ("D", "delete"), .. base.Keys] : [("D", "delete"), .. base.Keys];

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Head => [_subject, $"{_mail.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC"];

    /// <summary>Asks before a letter goes.</summary>
    public static void AskDelete(Visit visit, OpenViews views, Mail mail, Action then) =>
        views.Open(new Confirm(visit, "Throw this letter away?", mail.Folder == MailFolder.In ? "The sender keeps a copy." : "The recipient keeps a copy.", "Keep it", "Throw it away", then));

    /// <inheritdoc/>
    protected override void Refresh()
    {
        if (!_mail.IsRead && !_isMarked)
            Visit.Mark(new ReadMail(Visit.Account, _mail.Id));
        _isMarked = true;
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (key.Is('r') && _mail.Folder == MailFolder.In)
            MailScreen.Write(Visit, Views, _other, Answered(_subject), _text);
        else if (key.Is('d'))
            AskDelete(Visit, Views, _mail, () => Work("Deleting", async _ => await Visit.Services.Desk.SubmitAsync(new DeleteMail(Visit.Account, _mail.Folder, _mail.Id)), _ => Views.Close()));
        else
            return base.Take(key);
        return true;
    }

    private static string Answered(string subject)
    {
        string answer = subject.StartsWith("Re: ", StringComparison.OrdinalIgnoreCase) ? subject : $"Re: {subject}";
        return answer.Length > MessageLimits.SubjectLength ? answer[..MessageLimits.SubjectLength] : answer;
    }
}
