using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Monster.Server.Tests.Web;

/// <summary>Reading and writing in pages.</summary>
public sealed class MessagesTests
{
    [Fact]
    public async Task A_thread_is_begun_answered_read_found_and_taken_away()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        using var bob = await server.MemberAsync("Bob");
        var first = (await ann.DoneAsync(HttpMethod.Post, "/api/boards/5/posts", new { subject = "<b>Magnets</b>", body = "One\r\ntwo\u202E\u0007" }))!;
        Assert.Equal("One\ntwo", Text(first, "body")); // what turns a screen round or rings a bell is left out
        Assert.Equal("<b>Magnets</b>", Text(first, "subject")); // as it was written: the page encodes it
        var reply = (await bob.DoneAsync(HttpMethod.Post, "/api/boards/5/posts", new { subject = "Re: Magnets", body = "How do they work?", replyTo = first["id"]!.GetValue<int>() }))!;
        Assert.Equal(first["thread"]!.GetValue<int>(), reply["thread"]!.GetValue<int>());
        using var guest = server.Client();
        var thread = (await guest.GetAsync("/api/boards/5/threads"))["items"]![0]!;
        Assert.Equal((2, "Ann"), (thread["posts"]!.GetValue<int>(), Text(thread["author"]!, "name")));
        var posts = (await guest.GetAsync($"/api/threads/{thread["id"]}"))["items"]!.AsArray();
        Assert.Equal(["Ann", "Bob"], posts.Select(post => Text(post!["author"]!, "name")));
        Assert.Equal(2, (await guest.GetAsync("/api/search?words=magn*"))["items"]!.AsArray().Count);
        Assert.Empty((await guest.GetAsync("/api/search?words=%22%29%28*"))["items"]!.AsArray());

        Assert.Equal(2, (await ann.GetAsync("/api/posts/new"))["items"]!.AsArray().Count);
        await ann.DoneAsync(HttpMethod.Put, "/api/boards/5/read", new { number = 1 });
        Assert.Equal("Bob", Text((await ann.GetAsync("/api/posts/new"))["items"]!.AsArray().Single()!["author"]!, "name"));
        await ann.DoneAsync(HttpMethod.Put, "/api/boards/5/read", new { number = 4_000_000_000 });
        Assert.Empty((await ann.GetAsync("/api/posts/new"))["items"]!.AsArray());
        Assert.Equal(0, (await ann.GetAsync("/api/boards"))["items"]![5]!["unread"]!.GetValue<int>());

        await ann.RefusedAsync(403, "not-allowed", HttpMethod.Delete, $"/api/posts/{reply["id"]}");
        await bob.DoneAsync(HttpMethod.Delete, $"/api/posts/{reply["id"]}");
        Assert.True((await guest.GetAsync($"/api/posts/{reply["id"]}"))["removed"]!.GetValue<bool>());
        await guest.RefusedAsync(401, "log-in", HttpMethod.Post, "/api/boards/5/posts", new { subject = "a", body = "b" });
        await ann.RefusedAsync(404, "not-found", HttpMethod.Post, "/api/boards/71/posts", new { subject = "a", body = "b" });
        await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/boards/6/posts", new { subject = "a", body = "b", replyTo = 1 });
        await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/boards/6/posts", new { subject = "a", body = "\u200B" });
        await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/boards/6/posts", new { subject = new string('a', 71), body = "b" });
        await ann.RefusedAsync(413, "too-large", HttpMethod.Post, "/api/boards/6/posts", new { subject = "a", body = new string('b', 70_000) });
    }

    [Fact]
    public async Task Pages_of_a_list_follow_each_other_without_gap_or_repetition()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        for (int i = 0; i < 5; i++) // as many as may be written at once
            await ann.DoneAsync(HttpMethod.Post, "/api/boards/5/posts", new { subject = $"Thread {i}", body = "x" });
        var subjects = new List<string>();
        string? next = "";
        while (next is not null)
        {
            var page = await ann.GetAsync($"/api/boards/5/threads?limit=2&after={next}");
            subjects.AddRange(page["items"]!.AsArray().Select(thread => Text(thread!, "subject")));
            next = page["next"]?.GetValue<string>();
        }

        Assert.Equal(["Thread 4", "Thread 3", "Thread 2", "Thread 1", "Thread 0"], subjects);
        await ann.RefusedAsync(400, "bad-request", HttpMethod.Get, "/api/boards/5/threads?limit=101");
        await ann.RefusedAsync(400, "bad-request", HttpMethod.Get, "/api/boards/5/threads?after=-1");
        await ann.RefusedAsync(400, "bad-request", HttpMethod.Get, "/api/boards/5/threads?limit=many");
    }

    [Fact]
    public async Task Who_writes_too_much_is_told_when_to_go_on()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        for (int i = 0; i < 6; i++)
            await ann.DoneAsync(HttpMethod.Post, "/api/one-liners", new { text = $"line {i}" });
        await ann.RefusedAsync(429, "slow-down", HttpMethod.Post, "/api/one-liners", new { text = "line 7" });
        using var answer = await ann.SendAsync(HttpMethod.Post, "/api/boards/5/posts", new { subject = "a", body = "b" });
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(6, (await ann.GetAsync("/api/one-liners"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_board_for_members_or_sysops_is_not_there_for_others_in_any_list_or_feed()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var sysop = await server.MemberAsync("Root", asSysop: true);
        using var ann = await server.MemberAsync("Ann");
        using var guest = server.Client();
        await ann.RefusedAsync(403, "not-allowed", HttpMethod.Put, "/api/sysop/boards/5", new { name = "Mine", about = "", readLevel = "guest", writeLevel = "member" });
        await sysop.DoneAsync(HttpMethod.Put, "/api/sysop/boards/5", new { name = "Secrets", about = "For sysops", readLevel = "sysop", writeLevel = "sysop" });
        int id = (await sysop.DoneAsync(HttpMethod.Post, "/api/boards/5/posts", new { subject = "Hidden treasure", body = "buried" }))!["id"]!.GetValue<int>();
        foreach (var who in new[] { ann, guest })
        {
            Assert.Equal(70, (await who.GetAsync("/api/boards"))["items"]!.AsArray().Count);
            await who.RefusedAsync(404, "not-found", HttpMethod.Get, "/api/boards/5/threads");
            await who.RefusedAsync(404, "not-found", HttpMethod.Get, $"/api/threads/{id}");
            await who.RefusedAsync(404, "not-found", HttpMethod.Get, $"/api/posts/{id}");
            Assert.Empty((await who.GetAsync("/api/search?words=treasure"))["items"]!.AsArray());
            Assert.DoesNotContain("treasure", Encoding.UTF8.GetString(await who.BytesAsync("/feeds/posts.atom")), StringComparison.Ordinal);
        }

        Assert.Empty((await ann.GetAsync("/api/posts/new"))["items"]!.AsArray());
        await ann.RefusedAsync(404, "not-found", HttpMethod.Post, "/api/boards/5/posts", new { subject = "a", body = "b" });
        Assert.Equal("Secrets", Text((await sysop.GetAsync("/api/boards"))["items"]![5]!, "name"));
    }

    [Fact]
    public async Task A_letter_is_read_by_its_two_ends_alone()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        using var bob = await server.MemberAsync("Bob");
        using var eve = await server.MemberAsync("Eve");
        await ann.DoneAsync(HttpMethod.Post, "/api/mail", new { to = "bob", subject = "Tonight", text = "At eight." });
        await ann.RefusedAsync(422, "refused", HttpMethod.Post, "/api/mail", new { to = "nobody", subject = "a", text = "b" });
        Assert.Equal(1, (await bob.GetAsync("/api/session"))["account"]!["unreadMail"]!.GetValue<int>());
        var line = (await bob.GetAsync("/api/mail"))["items"]![0]!;
        Assert.Equal(("Tonight", "Ann", false), (Text(line, "subject"), Text(line["other"]!, "name"), line["read"]!.GetValue<bool>()));
        Assert.Equal("At eight.", Text(await bob.GetAsync($"/api/mail/in/{line["id"]}"), "text"));
        Assert.Equal(0, (await bob.GetAsync("/api/mail"))["unread"]!.GetValue<int>());
        Assert.Equal("At eight.", Text(await ann.GetAsync($"/api/mail/sent/{line["id"]}"), "text"));
        await eve.RefusedAsync(404, "not-found", HttpMethod.Get, $"/api/mail/in/{line["id"]}");
        await bob.DoneAsync(HttpMethod.Delete, $"/api/mail/in/{line["id"]}");
        await bob.RefusedAsync(404, "not-found", HttpMethod.Delete, $"/api/mail/in/{line["id"]}");
        Assert.Single((await ann.GetAsync("/api/mail?folder=sent"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_profile_says_what_its_owner_wrote_and_what_the_board_knows()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        await ann.DoneAsync(HttpMethod.Put, "/api/account", new { place = "Kiel", about = "Plays at night", canBePaged = false });
        using var guest = server.Client();
        var profile = await guest.GetAsync("/api/people/1");
        Assert.Equal(("Ann", "Kiel", "Plays at night"), (Text(profile, "name"), Text(profile, "place"), Text(profile, "about")));
        Assert.Equal("Ann", Text((await guest.GetAsync("/api/people?name=an"))["items"]![0]!, "name"));
        Assert.Empty((await guest.GetAsync("/api/people?name=b"))["items"]!.AsArray());
        await guest.RefusedAsync(404, "not-found", HttpMethod.Get, "/api/people/99");
        await ann.RefusedAsync(422, "refused", HttpMethod.Put, "/api/account", new { place = new string('x', 41), about = "", canBePaged = true });
        string address = Text((await ann.DoneAsync(HttpMethod.Post, "/api/account/export", new { password = WebBoardServer.Password }))!, "url");
        Assert.Equal("PK"u8.ToArray(), (await guest.BytesAsync(address))[..2]);
    }

    [Fact]
    public async Task Feeds_are_what_feed_readers_read_whatever_people_write()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        await ann.DoneAsync(HttpMethod.Post, "/api/boards/5/posts", new { subject = "]]> & <script>", body = "\u0001\uFFFE \"quotes\" & ]]>" });
        var feed = XDocument.Parse(Encoding.UTF8.GetString(await ann.BytesAsync("/feeds/posts.atom?board=5"))).Root!;
        XNamespace atom = "http://www.w3.org/2005/Atom";
        Assert.Equal(atom + "feed", feed.Name);
        var entry = Assert.Single(feed.Elements(atom + "entry"));
        Assert.StartsWith("]]> & <script>", entry.Element(atom + "title")!.Value, StringComparison.Ordinal);
        foreach (string part in new[] { "id", "updated", "author", "link", "content" })
            Assert.NotNull(entry.Element(atom + part));
        Assert.Empty(XDocument.Parse(Encoding.UTF8.GetString(await ann.BytesAsync("/feeds/posts.atom?board=6"))).Root!.Elements(atom + "entry"));
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
