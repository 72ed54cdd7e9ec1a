namespace Monster.Cartridge;

/// <summary>The constants of ABI 1, the contract between a cartridge and its host (docs/abi.md).</summary>
public static class Abi
{
    /// <summary>The version of the contract.</summary>
    public const int Version = 1;

    /// <summary>Columns of the screen, in cells.</summary>
    public const int Width = 80;

    /// <summary>Rows of the screen, in cells.</summary>
    public const int Height = 24;

    /// <summary>Cells on the screen.</summary>
    public const int CellCount = Width * Height;

    /// <summary>Bytes of one cell: u16 code point, u8 foreground, u8 background.</summary>
    public const int CellBytes = 4;

    /// <summary>Voices a cartridge may sound at once.</summary>
    public const int VoiceCount = 4;

    /// <summary>Bytes of one voice: u16 frequency in Hz, u8 volume (0-15), u8 waveform.</summary>
    public const int VoiceBytes = 4;

    /// <summary>Bytes of the seed.</summary>
    public const int SeedBytes = 16;

    /// <summary>The largest memory, in pages of 64 KiB.</summary>
    public const int MaxPages = 16;

    /// <summary>The largest state region, in bytes.</summary>
    public const int MaxStateBytes = 64 * 1024;

    /// <summary>The largest manifest section, in bytes.</summary>
    public const int MaxManifestBytes = 8 * 1024;

    /// <summary>Budget units the host grants one call of <c>init</c>.</summary>
    public const int InitBudget = 200_000_000;

    /// <summary>Budget units the host grants one call of <c>update</c>.</summary>
    public const int UpdateBudget = 20_000_000;

    /// <summary>Budget units the host grants one call of <c>draw</c>.</summary>
    public const int DrawBudget = 1_000_000;

    /// <summary>Budget units the host grants one call of <c>score</c>.</summary>
    public const int ScoreBudget = 1_000_000;

    /// <summary>The most keys a host keeps waiting; later ones are dropped.</summary>
    public const int KeyQueueLength = 8;
}
