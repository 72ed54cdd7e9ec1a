namespace Monster.Doors;

/// <summary>What became of a ranked play.</summary>
public enum LeagueResultKind
{
    /// <summary>It was played again by the board and counts.</summary>
    Checked,

    /// <summary>The board says no.</summary>
    Rejected,

    /// <summary>It could not be sent for so long that it is given up.</summary>
    Lost,
}
