namespace Monster.Wasm;

/// <summary>Where a cartridge keeps what in its memory, in bytes.</summary>
/// <param name="Pages">Size of the memory, in pages of 64 KiB.</param>
/// <param name="ShadowStackBytes">Size of the shadow stack, which lies at address 0; the first value of <c>depth</c>.</param>
/// <param name="Cells">Address of the 1,920 cells.</param>
/// <param name="Voices">Address of the four voices; 0 for a game without sound.</param>
/// <param name="StateStart">Address of the state.</param>
/// <param name="StateEnd">Address behind the state.</param>
public sealed record CartridgeLayout(int Pages, int ShadowStackBytes, int Cells, int Voices, int StateStart, int StateEnd)
{
    /// <summary>Size of the state, in bytes.</summary>
    public int StateBytes => StateEnd - StateStart;
}
