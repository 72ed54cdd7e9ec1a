using System.Globalization;
using Monster.Board;

namespace Monster.Arcade;

/// <summary>
/// Finds out whether what a recording says is so, by playing it again. It shows that the score follows from the keys; it does
/// not show who pressed them.
/// </summary>
public sealed class Verifier
{
    /// <summary>Budget units between two looks at the clock: some hundredths of a second.</summary>
    private const long UnitsBetweenLooks = 20_000_000;

    private readonly Func<string, Cartridge?> _find;

    /// <summary>A verifier.</summary>
    /// <param name="find">Gives the cartridge with a SHA-256, or null.</param>
    public Verifier(Func<string, Cartridge?> find) => _find = find;

    /// <summary>Public keys, 64 hexadecimal digits each, of which one must have signed; empty when any will do, or none.</summary>
    public IReadOnlyCollection<string> Trusted { get; init; } = [];

    /// <summary>Checks a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="cancel">Ends the replay early; the check is then failed, not passed.</param>
    /// <exception cref="ArcadeException">This machine cannot replay it: too many instances, or too slow by far.</exception>
    public Verification Verify(ReadOnlyMemory<byte> file, CancellationToken cancel = default)
    {
        using var run = Begin(file);
        while (!cancel.IsCancellationRequested)
        {
            if (run.Advance(UnitsBetweenLooks))
                return run.Result;
        }

        run.GiveUp("Give it more time.");
        return run.Result;
    }

    /// <summary>Begins to check a file; <see cref="VerificationRun.Advance"/> does it, a slice at a time.</summary>
    /// <exception cref="ArcadeException">There are too many instances.</exception>
    public VerificationRun Begin(ReadOnlyMemory<byte> file) => Begin(file, null);

    internal VerificationRun Begin(ReadOnlyMemory<byte> file, ReplayedPart? part)
    {
        Recording recording;
        try
        {
            recording = RecordingReader.Decode(file);
        }
        catch (RecordingException e)
        {
            return new VerificationRun(new Verification(null, null, [new Check("format", CheckOutcome.Failed, e.Message)]));
        }

        var checks = new List<Check> { Good("format", $"A recording of version {Recording.Version}, {file.Length:N0} bytes.") };
        var cartridge = FindCartridge(recording, checks);
        var replay = cartridge is null ? null : new ReplayCheck(cartridge, recording, checks, part);
        return new VerificationRun(replay, () =>
        {
            CheckTicket(recording, checks);
            CheckSignature(recording, checks);
            return new Verification(recording, cartridge?.Manifest.Title, checks) { Units = replay?.Units ?? 0 };
        });
    }

    private Cartridge? FindCartridge(Recording recording, List<Check> checks)
    {
        string name = Short(recording.Cartridge);
        if (_find(recording.Cartridge) is not { } cartridge)
        {
            checks.Add(Bad("cartridge", $"No cartridge here has the SHA-256 {name}: the play cannot be replayed. It was played with another game, or another version of it."));
            return null;
        }

        int rules = cartridge.Manifest.Rules;
        checks.Add(rules == recording.Rules
            ? Good("cartridge", $"{cartridge.Manifest.Title}, rules {rules}, cartridge {name}.")
            : Bad("cartridge", $"The recording is for rules {recording.Rules}; {cartridge.Manifest.Title} ({name}) has rules {rules}."));
        return cartridge;
    }

    /// <summary>A ticket of the form that boards give says what the seed must be (docs/tickets.md).</summary>
    private static void CheckTicket(Recording recording, List<Check> checks)
    {
        if (recording.Ticket.Length == 0)
            return;
        if (PlayTicket.TryDecode(recording.Ticket) is not { } ticket)
            checks.Add(new Check("ticket", CheckOutcome.Skipped, "Its ticket is of a form that is not known here."));
        else if (ticket.Seed(recording.Cartridge) == recording.Seed.ToString())
            checks.Add(Good("ticket", $"The seed is that of ticket {ticket.Serial:N0} of player {ticket.Player}, {Describe(ticket.Kind)}."));
        else
            checks.Add(Bad("ticket", $"The seed is not the one of ticket {ticket.Serial:N0} of player {ticket.Player}: somebody chose it."));
    }

    private static string Describe(TicketKind kind) => kind switch
    {
        TicketKind.Player => "which the board and the player drew together",
        TicketKind.Node => "which the board drew for both sides",
        _ => "in a daily challenge",
    };

    private void CheckSignature(Recording recording, List<Check> checks)
    {
        if (recording.PublicKey is not { } publicKey)
        {
            checks.Add(new Check("signature", CheckOutcome.Skipped, "Nobody signed it."));
            if (Trusted.Count > 0)
                checks.Add(Bad("trust", "It is not signed by a key that is trusted: it is not signed at all."));
            return;
        }

        string key = Convert.ToHexStringLower(publicKey);
        bool good = SigningKey.IsSignatureGood(recording);
        checks.Add(good
            ? Good("signature", $"Signed by {key}; nothing was changed since.")
            : Bad("signature", $"The signature is not {key}'s over this recording: something was changed after it was signed."));
        if (Trusted.Count == 0)
            checks.Add(new Check("trust", CheckOutcome.Skipped, "No key was named as trusted (--trust)."));
        else if (good && Trusted.Contains(key, StringComparer.OrdinalIgnoreCase))
            checks.Add(Good("trust", "The key that signed is trusted."));
        else
            checks.Add(Bad("trust", good ? $"The key that signed, {key}, is not one that is trusted." : "Without a good signature no key vouches for it."));
    }

    internal static Check Good(string name, string message) => new(name, CheckOutcome.Passed, message);

    internal static Check Bad(string name, string message) => new(name, CheckOutcome.Failed, message);

    internal static string Short(string sha256) => sha256[..12] + "...";

    internal static string Number(int? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "none";
}
