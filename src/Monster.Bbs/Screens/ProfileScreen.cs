using System.Globalization;
using Monster.Arcade;
using Monster.Bbs.People;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>What others see of somebody: words of the person's own, plays that were checked, and what follows from them.</summary>
public sealed class ProfileScreen : TextScreen
{
    private readonly uint _account;
    private Account? _person;

    /// <summary>Somebody's profile.</summary>
    public ProfileScreen(Visit visit, uint account)
        : base(visit, "Profile", "") => _account = account;

    /// <inheritdoc/>
    protected override string Title => _person is null ? "Profile" : _person.Name;

    /// <inheritdoc/>
    protected override string Help => "What everybody sees. W writes a letter.\n\nAchievements follow from checked plays alone; nobody can give them away. Your own profile: E changes the words in it.";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => _person is null || !Visit.IsMember ? base.Keys
        : _account == Visit.Account ? [("E", "change"), .. base.Keys] : [("W", "write a letter"), .. base.Keys];

    /// <inheritdoc/>
    protected override void Refresh()
    {
        _person = Visit.Services.Board.Read(store => Accounts.Find(store, _account));
        Show(_person is null ? $"This is {Accounts.Gone}." : string.Join('\n', Text(_person)));
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (key.Is('w') && _person is not null && Visit.IsMember && _account != Visit.Account)
            MailScreen.Write(Visit, Views, _person.Name, "", "");
        else if (key.Is('e') && _account == Visit.Account && _person is not null)
            Views.Open(new EditProfileScreen(Visit, Visit.Services.Desk.PersonalOf(_person)));
        else
            return base.Take(key);
        return true;
    }

    private IEnumerable<string> Text(Account person)
    {
        var personal = Visit.Services.Desk.PersonalOf(person);
        var plays = Visit.Services.PlayFacts?.Invoke(person.Id) ?? PlayFacts.None;
        var got = Achievements.Of(plays, person.Posts).ToList();
        if (personal.Place.Length > 0)
            yield return $"From {personal.Place}";
        if (personal.About.Length > 0)
            yield return personal.About;
        if (personal.Place.Length + personal.About.Length > 0)
            yield return "";
        yield return $"{(person.IsSysop ? "Sysop. " : "")}Here since {Day(person.Since)}. {Number(person.Calls)} calls{(person.Calls > 0 ? $", the last on {Day(person.LastCall)}" : "")}. {Number(person.Posts)} posts.";
        yield return $"{Number(plays.Plays)} checked plays of {plays.Games} games; {plays.Dailies} daily challenges; {plays.Records} records.";
        yield return "";
        yield return $"Achievements: {got.Count} of {Achievements.Count}";
        foreach (var (name, how) in got)
            yield return $"  + {name}: {how}";
        if (plays.Best.Count == 0)
            yield break;
        yield return "";
        yield return "Best checked scores:";
        foreach (var (shard, score) in plays.Best)
            yield return $"  {Shards.Names[shard],-20}{Number(score),12}";
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
