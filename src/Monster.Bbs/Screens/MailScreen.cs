using System.Globalization;
using Monster.Board.Messages;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>A person's letters.</summary>
public sealed class MailScreen : ListScreen<(Mail Mail, string Other, string Subject)>
{
    private MailFolder _folder = MailFolder.In;

    /// <summary>The letters that came.</summary>
    public MailScreen(Visit visit)
        : base(visit)
    {
    }

    /// <inheritdoc/>
    protected override string Title => _folder == MailFolder.In ? "Letters to you" : "Letters from you";

    /// <inheritdoc/>
    protected override string Help =>
        "Enter reads a letter, W writes one, Tab shows the letters you sent, D throws a letter away.\n\nA letter is sealed with your key and the other person's: nobody else can read it, not even in a copy of the board's files without the keys.";

    /// <inheritdoc/>
    protected override string Empty => _folder == MailFolder.In ? "No letters. W writes one." : "You sent no letters.";

    /// <inheritdoc/>
    protected override string Doing => "Reading letters";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => [("Enter", "read"), ("W", "write"), ("Tab", _folder == MailFolder.In ? "sent" : "received"), ("D", "delete")];

    /// <summary>Opens the editor for a letter.</summary>
    public static void Write(Visit visit, OpenViews views, string to, string subject, string quoted) =>
        views.Open(new EditorScreen(visit, "Letter", $"mail {PersonName.Key(to)} {subject}", [("To", PersonName.MaxLength, to), ("Subject", MessageLimits.SubjectLength, subject)], quoted, MessageLimits.Body, async (draft, _) =>
        {
            visit.CheckRate();
            await visit.Services.Post.SendAsync(visit.Account, draft.Fields[0], draft.Fields[1], draft.Body);
            string key = PersonName.Key(draft.Fields[0]);
            foreach (var caller in visit.Services.Nodes.List().Where(caller => caller.Login is { IsGuest: false } login && PersonName.Key(login.Name) == key))
                caller.Inbox.Add(new Sessions.Notice(Sessions.NoticeKind.Board, "", $"{visit.Name} sent you a letter.", visit.Services.Time.GetUtcNow()));
            return $"Sent to {draft.Fields[0]}.";
        }));

    /// <inheritdoc/>
    protected override IReadOnlyList<(Mail Mail, string Other, string Subject)> Read((Mail Mail, string Other, string Subject) last, int most) =>
        Visit.Services.Board.Read(store =>
        {
            if (Accounts.Find(store, Visit.Account) is not { } account)
                return [];
            return MailBox.In(store, Visit.Account, _folder).Where(mail => last.Mail is null || mail.Id < last.Mail.Id).Take(most)
                .Select(mail => (mail, Accounts.NameOf(store, mail.Other), Visit.Services.Post.Open(account, mail).Subject)).ToList();
        });

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, int width, (Mail Mail, string Other, string Subject) item, Ink ink, Ink ground)
    {
        screen.Put(x, y, item.Mail.IsRead ? ' ' : '*', Of(Ink.Green, ink), ground);
        screen.TextIn(x + 2, y, 20, item.Other, Of(Ink.Magenta, ink), ground);
        screen.TextIn(x + 23, y, width - 40, item.Subject, item.Mail.IsRead ? ink : Of(Ink.White, ink), ground);
        screen.TextRight(x + width, y, item.Mail.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Of(Ink.Grey, ink), ground);
    }

    /// <inheritdoc/>
    protected override string Tell((Mail Mail, string Other, string Subject) item) =>
        $"{(item.Mail.IsRead ? "" : "New: ")}{item.Subject}, {(_folder == MailFolder.In ? "from" : "to")} {item.Other}";

    /// <inheritdoc/>
    protected override void Open((Mail Mail, string Other, string Subject) item) => Views.Open(new LetterScreen(Visit, item.Mail, item.Other));

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (key.Is('w'))
        {
            Write(Visit, Views, "", "", "");
        }
        else if (key.Is(KeyCode.Tab))
        {
            _folder = _folder == MailFolder.In ? MailFolder.Sent : MailFolder.In;
            Index = 0;
            Refresh();
        }
        else if (key.Is('d') && Any)
        {
            LetterScreen.AskDelete(Visit, Views, Selected.Mail, () => Work("Deleting", async _ => await Visit.Services.Desk.SubmitAsync(new DeleteMail(Visit.Account, Selected.Mail.Folder, Selected.Mail.Id)), _ => Refresh()));
        }
        else
        {
            return base.Take(key);
        }

        return true;
    }
}
