using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monster.Arcade;
using Monster.Bbs.People;
using Monster.Bbs.Screens;
using Monster.Board;
using Monster.Board.People;

namespace Monster.Server;

/// <summary>Profiles, who is online, and the token with which a page opens the terminal logged in.</summary>
internal sealed class PeopleApi(WebBoard web)
{
    /// <summary>The most accounts that are looked through for one answer; the next page goes on from there.</summary>
    private const int LookedThrough = 2_000;

    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/people", People);
        api.MapGet("/people/{id}", ProfileOf);
        api.MapGet("/online", Online);
        api.MapPost("/terminal", Terminal);
    }

    private Ok<ListOf<PersonInList>> People(string? name, string? after, int? limit)
    {
        string key = PersonName.Key(name ?? "");
        uint from = (uint)Math.Min(Paging.After(after), uint.MaxValue - 1);
        int most = Paging.Limit(limit);
        return TypedResults.Ok(web.Board.Read(store =>
        {
            var items = new List<PersonInList>();
            int looked = 0;
            foreach (var account in Accounts.After(store, from))
            {
                if (items.Count == most || looked++ == LookedThrough)
                    return new ListOf<PersonInList>(items, from.ToString(CultureInfo.InvariantCulture));
                from = account.Id;
                if (key.Length == 0 || PersonName.Key(account.Name).StartsWith(key, StringComparison.Ordinal))
                    items.Add(new PersonInList(account.Id, account.Name, account.Since, account.Posts, (long)Players.Find(store, account.Id).Accepted));
            }

            return new ListOf<PersonInList>(items);
        }));
    }

    private Ok<Profile> ProfileOf(uint id)
    {
        var (account, record, abandoned) = web.Board.Read(store => (Accounts.Find(store, id), Players.Find(store, id), Players.AbandonedAt(store, id, web.Time.GetUtcNow())));
        if (account is null)
            throw ProblemException.NotFound("person");
        var personal = web.Services.Desk.PersonalOf(account);
        var facts = web.Arcade.FactsOf(id);
        return TypedResults.Ok(new Profile(
            id, account.Name, account.IsSysop, account.Since, account.Calls > 0 ? account.LastCall : null, account.Calls, account.Posts, personal.Place, personal.About,
            facts.Plays, facts.Games, facts.Dailies, facts.Records, [.. facts.Best.Select(best => new BestLine(best.Shard, Shards.Names[best.Shard], best.Score))],
            [.. Achievements.Of(facts, account.Posts).Select(achievement => $"{achievement.Name}: {achievement.How}")], (long)abandoned, record.IsBot));
    }

    private Ok<OnlineList> Online()
    {
        var all = OnlineEntry.All(web.Services.Nodes, web.Services.Readers)
            .Select(one => new OnlineLine(one.Caller?.Node, new PersonLine(one.Account, one.Name), one.Doing, one.Since, one.Transport)).ToList();
        return TypedResults.Ok(new OnlineList(all, all.Count));
    }

    private Ok<TokenFacts> Terminal(HttpContext context)
    {
        var asker = Asker.Of(context);
        var me = asker.Member();
        return TypedResults.Ok(new TokenFacts(web.Terminals.Make(new Bbs.Sessions.Login(me.Id, me.Name, me.IsSysop), asker.From)));
    }
}
