namespace Monster.Board.Messages;

/// <summary>People's mailboxes.</summary>
public static class MailBox
{
    private const string Counter = "mail";

    /// <summary>A letter of somebody; null when there is none.</summary>
    public static Mail? Find(IReadStore store, uint account, MailFolder folder, ulong id) =>
        store.Find(Key(account, folder, id)) is { } bytes ? Mail.FromBytes(bytes) : null;

    /// <summary>The letters of a folder, the latest first.</summary>
    public static IEnumerable<Mail> In(IReadStore store, uint account, MailFolder folder) =>
        store.Scan(Key(account, folder, 0), Key(account, folder, ulong.MaxValue), descending: true).Select(entry => Mail.FromBytes(entry.Value));

    /// <summary>How many letters were not opened.</summary>
    public static int Unread(IReadStore store, uint account) => store.ScanPrefix(new KeyWriter(Table.UnreadMail).U32(account).ToKey()).Count();

    internal static bool IsFull(IReadStore store, uint account) =>
        store.Scan(Key(account, MailFolder.In, 0), Key(account, MailFolder.In, ulong.MaxValue)).Take(MessageLimits.MailPerFolder).Count() == MessageLimits.MailPerFolder;

    internal static ulong Add(IStore store, SendMail mail)
    {
        ulong id = Counters.Next(store, Counter);
        Put(store, mail.To, new Mail(id, MailFolder.In, mail.From, mail.Time, IsRead: false, mail.ForRecipient));
        store.Put(UnreadKey(mail.To, id), []);
        Put(store, mail.From, new Mail(id, MailFolder.Sent, mail.To, mail.Time, IsRead: true, mail.ForSender));
        // Old copies of one's own make room for new ones; letters from others never do.
        foreach (var old in In(store, mail.From, MailFolder.Sent).Skip(MessageLimits.MailPerFolder).ToList())
            Delete(store, mail.From, old);
        return id;
    }

    internal static void Put(IStore store, uint account, Mail mail) => store.Put(Key(account, mail.Folder, mail.Id), mail.ToBytes());

    internal static void Read(IStore store, uint account, Mail mail)
    {
        Put(store, account, mail with { IsRead = true });
        store.Delete(UnreadKey(account, mail.Id));
    }

    internal static void Delete(IStore store, uint account, Mail mail)
    {
        store.Delete(Key(account, mail.Folder, mail.Id));
        store.Delete(UnreadKey(account, mail.Id));
    }

    internal static void RemoveAllOf(IStore store, uint account)
    {
        foreach (var mail in In(store, account, MailFolder.In).Concat(In(store, account, MailFolder.Sent)).ToList())
            Delete(store, account, mail);
    }

    private static byte[] Key(uint account, MailFolder folder, ulong id) => new KeyWriter(Table.Mail).U32(account).Byte((byte)folder).U64(id).ToKey();

    private static byte[] UnreadKey(uint account, ulong id) => new KeyWriter(Table.UnreadMail).U32(account).U64(id).ToKey();
}
