using Monster.Bbs.Screens;
using Monster.Board;
using Monster.Board.People;

namespace Monster.Bbs.Sessions;

/// <summary>
/// What becomes of an account counts at once for whoever is logged in to it, wherever it was decided: on a screen, at the shell, by
/// another node of the log. Another level changes what may be seen and done; a ban or a deletion ends the call.
/// </summary>
internal sealed class LoginWatch : IDisposable
{
    private static readonly IReadOnlySet<ushort> Watched = new HashSet<ushort> { SetLevel.KindNumber, Ban.KindNumber, DeleteAccount.KindNumber };

    private readonly BoardHost _board;
    private readonly Nodes _nodes;
    private readonly SysopLog _log;
    private readonly TimeProvider _time;

    public LoginWatch(BoardHost board, Nodes nodes, SysopLog log, TimeProvider time)
    {
        (_board, _nodes, _log, _time) = (board, nodes, log, time);
        board.Applied += Look;
    }

    public void Dispose() => _board.Applied -= Look;

    private void Look(object? sender, AppliedBatch batch)
    {
        if (batch.Kinds.Overlaps(Watched))
            _board.Read(Look);
    }

    private bool Look(IReadStore store)
    {
        foreach (var caller in _nodes.List())
        {
            if (caller.Login is { IsGuest: false } login)
                Look(caller, login, Accounts.Find(store, (uint)login.Account));
        }

        return true;
    }

    private void Look(Caller caller, Login login, Account? account)
    {
        if (account is null)
        {
            caller.Dismiss("Your account was deleted.");
        }
        else if (account.IsBanned(_time.GetUtcNow()))
        {
            caller.Dismiss($"You may not call at present.{(account.BanReason.Length > 0 ? $" The sysop says: {account.BanReason}" : "")}");
        }
        else if (account.IsSysop != login.IsSysop)
        {
            caller.Login = login with { IsSysop = account.IsSysop };
            caller.Inbox.Add(new Notice(NoticeKind.Board, "", account.IsSysop ? "You are a sysop of this board now." : "You are not a sysop of this board any more.", _time.GetUtcNow()));
            _log.Add($"{login.Name} on node {caller.Node} is {(account.IsSysop ? "a sysop now" : "no sysop any more")}.");
            _nodes.Announce();
        }
    }
}
