namespace Monster.Doors;

/// <summary>The formats in which a board tells a door who calls, best known to this program first.</summary>
public enum DropFileKind
{
    /// <summary>BBSDEV.DRP 1.0 (RealDeuce, 2026): 19 lines of UTF-8, the only one that says size, encoding and deadline.</summary>
    BbsDevDrp,

    /// <summary>DOOR32.SYS: 11 lines, the only old one that hands over a socket.</summary>
    Door32Sys,

    /// <summary>DOOR.SYS (GAP): 52 lines, or 31 of them.</summary>
    DoorSys,

    /// <summary>DORINFO1.DEF (RBBS, QuickBBS): 13 lines, or 12 of them.</summary>
    DorInfoDef,

    /// <summary>CHAIN.TXT (WWIV): 30 lines or a few more; the only old one with a screen width.</summary>
    ChainTxt,
}
