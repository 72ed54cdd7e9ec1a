using Monster.Bbs.People;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Bbs.Messages;

/// <summary>
/// Writes and reads what is private: a letter is sealed twice, under the recipient's key and under the sender's, so each end can
/// read its own copy and nobody else can, and each loses it with the account.
/// </summary>
public sealed class PostOffice
{
    private static readonly byte[] MailPurpose = "mail"u8.ToArray();

    private readonly BoardHost _board;
    private readonly KeyVault _keys;
    private readonly AccountDesk _desk;
    private readonly TimeProvider _time;

    /// <summary>The post office of a board.</summary>
    public PostOffice(BoardHost board, KeyVault keys, AccountDesk desk, TimeProvider time) => (_board, _keys, _desk, _time) = (board, keys, desk, time);

    /// <summary>Sends a letter.</summary>
    /// <exception cref="RefusedException">It could not be sent; the message says why.</exception>
    public async Task SendAsync(uint from, string to, string subject, string text)
    {
        var (sender, recipient) = _board.Read(store => (Accounts.Find(store, from), Accounts.Find(store, to)));
        if (recipient is null)
            throw new RefusedException($"There is nobody called {CleanText.Line(to)}.");
        if (sender is null)
            throw new RefusedException("Log in to write letters.");
        byte[] open = new FieldWriter().Text(CleanText.Line(subject)).Text(CleanText.Block(text)).ToArray();
        await _desk.SubmitAsync(new SendMail(_time.GetUtcNow(), from, recipient.Id, _keys.Seal(recipient.KeyId, MailPurpose, open), _keys.Seal(sender.KeyId, MailPurpose, open)));
    }

    /// <summary>What a letter says.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="mail">The letter.</param>
    public (string Subject, string Text) Open(Account account, Mail mail)
    {
        if (_keys.Open(account.KeyId, MailPurpose, mail.Sealed) is not { } open)
            return ("(cannot be opened)", "The key of this letter is gone.");
        var fields = new FieldReader(open);
        return (fields.Text(MessageLimits.Subject), fields.Text(MessageLimits.Body));
    }
}
