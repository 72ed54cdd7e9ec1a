using System.Text.Json;
using Monster.Arcade;

namespace Monster.Server;

// What the API gives and takes, as docs/api.md has it. Only names and types: what they mean stands there.
internal sealed record PersonLine(uint Id, string Name);

internal sealed record ListOf<T>(IReadOnlyList<T> Items, string? Next = null);

internal sealed record BoardFacts(string Name, string Node, string PublicKey, int? Telnet, bool NeedsSysop, DateTimeOffset Time);

internal sealed record Me(uint Id, string Name, bool Sysop, bool Totp, int UnreadMail, long UnreadPosts, DateTimeOffset Since, string Place, string About, bool CanBePaged);

internal sealed record SessionFacts(Me? Account, string? Csrf, BoardFacts Board);

internal sealed record LogInBody(string Name, string Password, string? Code = null);

internal sealed record RegisterBody(string Name, string Password, string SysopCode = "");

internal sealed record ProfileBody(string Place, string About, bool CanBePaged);

internal sealed record NewPasswordBody(string Password, string NewPassword);

internal sealed record PasswordBody(string Password);

internal sealed record DeleteBody(string Password, bool TakePosts);

internal sealed record TotpBody(string Secret, string Code);

internal sealed record TotpSecret(string Secret, string Uri);

internal sealed record Address(string Url);

internal sealed record RecordLine(int Score, PersonLine Player, string Play, DateTimeOffset At);

internal sealed record GameLine(int Shard, string Title, string? Cartridge, string? Pitch, string? Help, int TicksPerSecond, int Rules, bool Demo, RecordLine? Record, int? Best, long Plays);

internal sealed record ScoreLine(int Rank, PersonLine Player, int Score, string Play, DateTimeOffset At);

internal sealed record MyScore(int? Rank, int Score, string Play);

internal sealed record Scores(string Game, int Shard, int Rules, string Period, int Number, string Name, string Division, IReadOnlyList<ScoreLine> Items, string? Next, MyScore? Mine);

internal sealed record PlayLine(string Id, string Game, int Shard, PersonLine Player, int Score, int Ticks, DateTimeOffset At, DateOnly? Challenge, bool Program);

internal sealed record Row(string Name, string Text);

internal sealed record PlayFacts(PlayLine Line, IReadOnlyList<Row> Rows, JsonElement Facts, bool Visible);

internal sealed record Daily(DateOnly Date, int Day, int Shard, string Game, bool Done, TicketFacts? Ticket);

internal sealed record TicketBody(int? Shard = null, bool Daily = false, string? Cartridge = null);

internal sealed record AnswerBody(string Number);

internal sealed record TakeBody(string? Code = null, ulong? Serial = null);

internal sealed record Origin(string Player, string Node, string Ticket);

internal sealed record TicketFacts(
    ulong Serial, string State, bool Daily, DateOnly? Date, int Shard, string Game, string Cartridge, int Rules, DateTimeOffset Opened, DateTimeOffset Lapses, uint Owner, bool Elsewhere, bool Saved,
    string Statement, string Signature, string SignedBy, string Commitment, string? NodeNumber, string? PlayerNumber, string? Seed, Origin? Origin, string? Play);

internal sealed record HandedIn(string Id, string Placed, PlayFacts Play);

internal sealed record CodeFacts(string Code, DateTimeOffset Until);

internal sealed record CheckLine(string Name, bool? Passed, string Text)
{
    public static CheckLine Of(Check check) => new(check.Name, check.Outcome == CheckOutcome.Skipped ? null : check.Outcome == CheckOutcome.Passed, check.Message);
}

internal sealed record LiveLine(long Number, string Game, int Shard, string Player, bool Ranked, int Watchers, int Ticks, string Phase, DateTimeOffset Since, bool Challenge);

internal sealed record BoardLine(int Shard, string Name, string About, long Posts, long Unread, bool MayWrite, string ReadLevel, string WriteLevel);

internal sealed record ThreadLine(ulong Id, string Subject, PersonLine Author, long Posts, ulong LastPost, DateTimeOffset LastAt, bool Unread);

internal sealed record ThreadList(BoardLine Board, IReadOnlyList<ThreadLine> Items, string? Next);

internal sealed record PostLine(ulong Id, int Shard, long Number, ulong Thread, ulong? ReplyTo, PersonLine Author, DateTimeOffset At, string Subject, string Body, bool Removed, bool MayRemove);

internal sealed record PostList(ThreadLine Thread, BoardLine Board, IReadOnlyList<PostLine> Items, string? Next);

internal sealed record PostBody(string Subject, string Body, ulong? ReplyTo = null);

internal sealed record ReadBody(uint Number);

internal sealed record MailLine(ulong Id, string Folder, PersonLine Other, DateTimeOffset At, bool Read, string Subject, string? Text);

internal sealed record MailList(IReadOnlyList<MailLine> Items, string? Next, int Unread);

internal sealed record MailBody(string To, string Subject, string Text);

internal sealed record OneLinerLine(ulong Id, PersonLine Author, string Text, DateTimeOffset At, bool MayRemove);

internal sealed record TextBody(string Text);

internal sealed record PersonInList(uint Id, string Name, DateTimeOffset Since, long Posts, long Plays);

internal sealed record BestLine(int Shard, string Game, int Score);

internal sealed record Profile(
    uint Id, string Name, bool Sysop, DateTimeOffset Since, DateTimeOffset? LastCall, long Calls, long Posts, string Place, string About, int Plays, int Games, int Dailies, int Records,
    IReadOnlyList<BestLine> Bests, IReadOnlyList<string> Achievements, long Abandoned, bool Program);

internal sealed record OnlineLine(int? Node, PersonLine Person, string Doing, DateTimeOffset Since, string Via);

internal sealed record OnlineList(IReadOnlyList<OnlineLine> Items, int Count);

internal sealed record TokenFacts(string Token);

internal sealed record CallerLine(int Node, PersonLine Person, string Doing, long Idle, DateTimeOffset Since, string From);

internal sealed record BanBody(DateTimeOffset? Until = null, string Reason = "");

internal sealed record LevelBody(string Level);

internal sealed record ProgramBody(bool Program);

internal sealed record BoardBody(string Name, string About, string ReadLevel, string WriteLevel);

internal sealed record LogLine(string At, string Text);
