namespace Monster.Board.Messages;

/// <summary>The two folders of a mailbox.</summary>
public enum MailFolder : byte
{
    /// <summary>Letters that came.</summary>
    In = 0,

    /// <summary>Letters that were sent.</summary>
    Sent = 1,
}
