using System.IO.Compression;
using System.Text.Json.Nodes;
using Monster.Arcade;

namespace Monster.Server.Tests.Web;

/// <summary>What somebody takes along: everything the board has of one person, and nothing of others.</summary>
public sealed class ExportTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_s_file_has_one_s_plays_to_be_checked_anywhere_one_s_words_and_nobody_else_s()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        using var bob = await server.MemberAsync("Bob");
        foreach (var (member, keys) in new[] { (ann, "abc"), (ann, "defgh"), (bob, "xy") })
            await member.DoneAsync(HttpMethod.Post, "/api/plays?owner=0", RankedPlayTests.Play(server.TurnGame, await RankedPlayTests.TicketAsync(member, WebBoardServer.Turns), keys));
        await ann.DoneAsync(HttpMethod.Post, "/api/boards/5/posts", new { subject = "Mine", body = "My own words." });
        await bob.DoneAsync(HttpMethod.Post, "/api/boards/5/posts", new { subject = "His", body = "Words of another." });
        await bob.DoneAsync(HttpMethod.Post, "/api/mail", new { to = "Ann", subject = "A letter", text = "To Ann alone." });
        uint id = server.Board.Services.Board.Read(store => Monster.Board.People.Accounts.Find(store, "Ann"))!.Id;

        string path = await server.Board.Services.Export.WriteAsync(id);
        using var client = new HttpClient { BaseAddress = server.Address };
        await using var zip = await ZipArchive.CreateAsync(new MemoryStream(await client.GetByteArrayAsync("/export/" + Path.GetFileName(path), Stop)), ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null, Stop);

        var plays = zip.Entries.Where(entry => entry.FullName.EndsWith(".play", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, plays.Count);
        var verifier = new Verifier(server.Board.Arcade.FindCartridge) { Trusted = [server.Board.Arcade.PublicKey] };
        foreach (var entry in plays)
        {
            byte[] bytes = await BytesAsync(entry);
            var verification = verifier.Verify(bytes, Stop);
            Assert.True(verification.Passed, string.Join('\n', verification.Checks));
            Assert.Equal(Path.GetFileNameWithoutExtension(entry.Name), RecordingReader.Decode(bytes).Id());
            var page = JsonNode.Parse(await BytesAsync(zip.GetEntry(Path.ChangeExtension(entry.FullName, ".json"))!))!;
            Assert.Equal("Ann", page["player"]!.GetValue<string>());
        }

        Assert.Equal("My own words.", JsonNode.Parse(await BytesAsync(zip.GetEntry("posts.json")!))!.AsArray().Single()!["body"]!.GetValue<string>());
        Assert.Equal("To Ann alone.", JsonNode.Parse(await BytesAsync(zip.GetEntry("letters.json")!))!.AsArray().Single()!["text"]!.GetValue<string>());
        Assert.False(JsonNode.Parse(await BytesAsync(zip.GetEntry("account.json")!))!["settings"]!["isLineMode"]!.GetValue<bool>());
        foreach (var entry in zip.Entries)
            Assert.DoesNotContain("another", System.Text.Encoding.UTF8.GetString(await BytesAsync(entry)), StringComparison.Ordinal);
    }

    private static async Task<byte[]> BytesAsync(ZipArchiveEntry entry)
    {
        var bytes = new MemoryStream();
        await using var content = await entry.OpenAsync(Stop);
        await content.CopyToAsync(bytes, Stop);
        return bytes.ToArray();
    }
}
