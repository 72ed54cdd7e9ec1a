using System.Security.Cryptography;
using Monster.Cartridge;

namespace Monster.Arcade;

/// <summary>What the fields of a recording must be to each other, before anything is replayed.</summary>
internal static class RecordingRules
{
    /// <exception cref="RecordingException">They are not.</exception>
    public static void Check(Recording recording)
    {
        if (recording.Abi != Abi.Version)
            throw new RecordingException(RecordingFault.UnknownVersion, $"The play is of ABI {recording.Abi}; this program knows ABI {Abi.Version}.");
        bool trapped = recording.Status == PlayStatus.Trapped;
        Require(trapped == recording.Trap is not null, "A trap is recorded exactly when the status is 2.");
        Require(trapped != recording.Score is not null, "A score is recorded exactly when there was no trap.");
        Require(trapped != recording.StateHash is not null, "A final state is recorded exactly when there was no trap.");
        int checkpoints = recording.Ticks / Recording.CheckpointInterval;
        Require(recording.Checkpoints.Length == checkpoints * SHA256.HashSizeInBytes, $"After {recording.Ticks:N0} ticks there must be {checkpoints:N0} checkpoints of {SHA256.HashSizeInBytes} bytes; there are {recording.Checkpoints.Length:N0} bytes.");
        int withKeys = recording.Trap?.Call == CartridgeCall.Update ? recording.Ticks + 1 : recording.Ticks;
        Require(recording.Keys.TicksWithKeys <= withKeys, $"The last key is pressed in tick {recording.Keys.TicksWithKeys:N0}, but the play has only {recording.Ticks:N0}.");
        Require(recording.Trap?.Call != CartridgeCall.Init || recording.Ticks == 0, "A play that trapped in init has no ticks.");
        Require(recording.Rhythm.Count == 0 || recording.Rhythm.Count == recording.Ticks, $"The rhythm has {recording.Rhythm.Count:N0} pauses for {recording.Ticks:N0} ticks.");
        Require(recording.Ticket.Length <= Recording.MaxTicketBytes, $"The ticket has {recording.Ticket.Length:N0} bytes; the most is {Recording.MaxTicketBytes}.");
        Require(recording.PublicKey is null == recording.Signature is null, "A signature and the key it was made with come together.");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
            throw new RecordingException(RecordingFault.BadField, message);
    }
}
