namespace Monster.Board;

/// <summary>The tables of the shared state: the first byte of every key. A number is never given to something else.</summary>
public enum Table : byte
{
    /// <summary>What sessions of the log have done: session → the outcomes of its last commands.</summary>
    LogSessions = 1,

    /// <summary>Sessions of the log by the index of their last command, so that the oldest can be forgotten.</summary>
    LogSessionAges = 2,

    /// <summary>Single values: names and numbers of the board itself.</summary>
    Facts = 3,

    /// <summary>Counters: name → the number given last.</summary>
    Counters = 4,

    /// <summary>Accounts by number.</summary>
    Accounts = 10,

    /// <summary>Account numbers by what a name is found by.</summary>
    AccountNames = 11,

    /// <summary>The accounts that run the board.</summary>
    Sysops = 12,

    /// <summary>The last calls, by a running number.</summary>
    Calls = 13,

    /// <summary>SSH keys by the hash of their public half: hash → whose it is.</summary>
    SshKeys = 14,

    /// <summary>The SSH keys of a person: account, hash.</summary>
    PersonSshKeys = 15,

    /// <summary>Callers of other boards: board, alias there → account.</summary>
    Visitors = 16,

    /// <summary>Where an account's person calls from: account → board, alias there.</summary>
    VisitorOrigins = 17,

    /// <summary>What the sysop said about boards, by shard.</summary>
    Boards = 20,

    /// <summary>The number of each board's last post, by shard.</summary>
    BoardCounts = 21,

    /// <summary>Posts by number.</summary>
    Posts = 22,

    /// <summary>Posts by board and number there: board, number → post.</summary>
    BoardPosts = 23,

    /// <summary>Threads by the post that began them.</summary>
    Threads = 24,

    /// <summary>Threads of a board by their last post: board, last post → thread.</summary>
    BoardThreads = 25,

    /// <summary>The posts of a thread: thread, post.</summary>
    ThreadPosts = 26,

    /// <summary>The posts of a person: account, post.</summary>
    PersonPosts = 27,

    /// <summary>How far people have read: account, board → number.</summary>
    ReadMarks = 28,

    /// <summary>Letters: account, folder, letter.</summary>
    Mail = 29,

    /// <summary>Letters that were not opened: account, letter.</summary>
    UnreadMail = 30,

    /// <summary>The wall of short lines, by a running number.</summary>
    OneLiners = 31,

    /// <summary>The catalogue: a cartridge's hash → its place, name, rules and rate.</summary>
    Cartridges = 60,

    /// <summary>A cartridge's hash → its file.</summary>
    CartridgeFiles = 61,

    /// <summary>Shard → the hash of today's cartridge.</summary>
    CurrentCartridges = 62,

    /// <summary>Player, serial → a ticket.</summary>
    Tickets = 63,

    /// <summary>Player, game → the serial of the ticket that is open.</summary>
    OpenTickets = 64,

    /// <summary>Player, day: who has had the daily challenge.</summary>
    DailyTickets = 65,

    /// <summary>Player → tickets, plays, division.</summary>
    Players = 66,

    /// <summary>Player, shard → plays of it.</summary>
    PlayerGames = 67,

    /// <summary>A recording's name → the accepted play.</summary>
    AcceptedPlays = 68,

    /// <summary>A recording's name → the recording.</summary>
    Recordings = 69,

    /// <summary>Place in the log → a recording's name.</summary>
    RecentPlays = 70,

    /// <summary>Player, place in the log → a recording's name.</summary>
    PlayerPlays = 71,

    /// <summary>Leaderboard, player → the best score.</summary>
    Bests = 72,

    /// <summary>Leaderboard, score downwards, time, player → a recording's name.</summary>
    Ranks = 73,

    /// <summary>A moving code's hash → its ticket.</summary>
    MovingCodes = 74,

    /// <summary>Ticket → the hash of its moving code.</summary>
    TicketCodes = 75,

    /// <summary>Day → the daily challenge.</summary>
    Dailies = 76,
}
