namespace Monster.Board.People;

/// <summary>What a person may do. Boards have a level for reading and one for writing.</summary>
public enum AccountLevel : byte
{
    /// <summary>Not logged in.</summary>
    Guest = 0,

    /// <summary>Has an account.</summary>
    Member = 1,

    /// <summary>Runs the board.</summary>
    Sysop = 2,
}
