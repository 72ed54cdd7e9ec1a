using Monster.Arcade;
using Monster.Board;

namespace Monster.Bbs.Arcade;

/// <summary>Where ranked plays end: a recording is replayed on the pool's threads, and what that came to goes into the log together with it.</summary>
public sealed class ScoreDesk
{
    /// <summary>How often a recording is tried when the pool is full, a second apart.</summary>
    private const int Tries = 10;

    private readonly BoardHost _board;
    private readonly VerificationPool _pool;
    private readonly SigningKey _key;
    private readonly TimeProvider _time;

    /// <summary>The desk of a board.</summary>
    public ScoreDesk(BoardHost board, VerificationPool pool, SigningKey key, TimeProvider time) => (_board, _pool, _key, _time) = (board, pool, key, time);

    /// <summary>Checks a recording and enters its score.</summary>
    /// <param name="recording">The play, ended.</param>
    /// <param name="owner">The connection that hands it in, as the ticket counts them.</param>
    /// <param name="part">What of it the pool replayed while it was played; null for nothing.</param>
    /// <exception cref="ArcadeException">It does not count, or not now; the message says why.</exception>
    /// <exception cref="ScoreRefusedException">It does not count, and never will.</exception>
    public async Task<AcceptedPlay> HandInAsync(Recording recording, uint owner, ReplayedPart? part = null)
    {
        var handedIn = DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
        var ticket = FindTicket(recording);
        byte[] file = RecordingWriter.Encode(recording with { PublicKey = null, Signature = null });
        var verification = await VerifyAsync(file, part);
        if (!verification.Passed || recording.Status != PlayStatus.Over || recording.Score is not { } score)
            throw new ScoreRefusedException(Failure(verification)) { Checks = verification.Checks };
        string id = recording.Id();
        var check = new CheckStatement(id, score, recording.Ticks, (ulong)verification.Units, handedIn);
        var outcome = await _board.SubmitAsync(new AcceptPlay
        {
            Player = ticket.Player,
            Serial = ticket.Serial,
            Owner = owner,
            Recording = file,
            Cartridge = recording.Cartridge,
            Seed = recording.Seed.ToString(),
            Check = check,
            PublicKey = _key.PublicKey,
            CheckSignature = Convert.ToHexStringLower(_key.Sign(check.Encode())),
            RecordingSignature = Convert.ToHexStringLower(_key.Sign(recording with { PublicKey = null, Signature = null }).Signature!),
            Time = handedIn,
        });
        return outcome.Kind switch
        {
            OutcomeKind.Applied => _board.Read(store => Plays.Find(store, id))!,
            OutcomeKind.Rejected when _board.ReadOnlyBecause is null => throw new ScoreRefusedException(outcome.Why),
            _ => throw new ArcadeException(outcome.Why),
        };
    }

    /// <summary>Why a recording did not pass, in one sentence.</summary>
    internal static string Failure(Verification verification) => "The score could not be checked: "
        + (verification.Checks.FirstOrDefault(check => check.Outcome == CheckOutcome.Failed)?.Message ?? "played again, the recording does not come to it.");

    private PlayTicket FindTicket(Recording recording)
    {
        var numbers = PlayTicket.TryDecode(recording.Ticket) ?? throw new ScoreRefusedException("The play has no ticket, so its score does not count.");
        var ticket = _board.Read(store => Tickets.Find(store, numbers.Player, numbers.Serial));
        // Before anything is replayed: what cannot be accepted costs nothing.
        if (ticket?.Numbers != numbers || ticket.Seed != recording.Seed.ToString() || ticket.Statement.Cartridge != recording.Cartridge)
            throw new ScoreRefusedException("The recording is of another play than its ticket's.");
        return ticket.State == TicketState.Running ? numbers : throw new ScoreRefusedException(ticket.State == TicketState.Accepted ? "This play was handed in already." : "The ticket is not open any more.");
    }

    private async Task<Verification> VerifyAsync(byte[] file, ReplayedPart? part)
    {
        for (int i = 1; ; i++)
        {
            try
            {
                return await _pool.VerifyAsync(file, part);
            }
            catch (ArcadeException) when (i < Tries)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _time);
            }
        }
    }
}
