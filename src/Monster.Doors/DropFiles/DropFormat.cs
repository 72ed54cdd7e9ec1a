using Monster.Terminal;

namespace Monster.Doors;

/// <summary>A format: its lines in order, and how many of them must be there.</summary>
/// <param name="FileName">The file's name as it is written.</param>
/// <param name="Least">The fewest lines that make such a file.</param>
/// <param name="Encoding">How the file itself is encoded.</param>
/// <param name="Fields">The lines.</param>
internal sealed record DropFormat(string FileName, int Least, TerminalEncoding Encoding, IReadOnlyList<DropField> Fields)
{
    /// <summary>The format of a kind.</summary>
    public static DropFormat Of(DropFileKind kind) => kind switch
    {
        DropFileKind.BbsDevDrp => BbsDevDrp.Format,
        DropFileKind.Door32Sys => Door32Sys.Format,
        DropFileKind.DoorSys => DoorSys.Format,
        DropFileKind.DorInfoDef => DorInfoDef.Format,
        _ => ChainTxt.Format,
    };
}
