namespace Monster.Terminal.Tests;

/// <summary>How a terminal behaves where terminals differ.</summary>
internal sealed record EmulatorKind(TerminalEncoding Encoding, bool Bright, bool ErasesToBackground, bool WrapsAtOnce, bool ShowsControlGlyphs);
