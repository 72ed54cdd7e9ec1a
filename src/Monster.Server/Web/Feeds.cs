using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Server;

/// <summary>Feeds for feed readers (Atom, RFC 4287): new posts that everybody may read, and plays that are records.</summary>
internal sealed class Feeds(WebBoard web)
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const int Entries = 30;
    private const int LookedThrough = 500;
    private const int MaxPostText = 2_000;

    public void Map(IEndpointRouteBuilder paths)
    {
        paths.MapGet("/feeds/posts.atom", PostsAsync).ExcludeFromDescription();
        paths.MapGet("/feeds/records.atom", RecordsAsync).ExcludeFromDescription();
    }

    private Task PostsAsync(HttpContext context, int? board) => SendAsync(context, "New posts", web.Board.Read(store => NewPosts(store, board).ToList()));

    private Task RecordsAsync(HttpContext context) => SendAsync(context, "Records", web.Board.Read(store => Plays.Recent(store, LookedThrough).Where(play => Records.Is(store, play)).Take(Entries).Select(play =>
    {
        var line = WebBoard.Line(store, play);
        string score = line.Score.ToString("N0", CultureInfo.InvariantCulture);
        return new Entry($"play/{play.Id}", $"{line.Player.Name}: {score} in {line.Game}", line.Player.Name, $"#/of/{play.Id}", line.At, $"{line.Player.Name} holds the record in {line.Game} with {score} points. The score was checked: played again from start to end.");
    }).ToList()));

    private static IEnumerable<Entry> NewPosts(IReadStore store, int? board)
    {
        int found = 0;
        ulong last = Posts.Last(store);
        for (ulong id = last; id > 0 && last - id < LookedThrough && found < Entries; id--)
        {
            if (Posts.Find(store, id) is not { IsRemoved: false } post || (board is not null && board != post.Shard) || MessageBoards.Find(store, post.Shard) is not { ReadLevel: AccountLevel.Guest } on)
                continue;
            found++;
            string text = post.Body.Length > MaxPostText ? post.Body[..MaxPostText] + "…" : post.Body;
            yield return new Entry($"post/{post.Id}", $"{post.Subject} ({Bbs.Screens.BoardsScreen.NameOf(on)})", Accounts.NameOf(store, post.Author), $"#/thread/{post.Thread}", post.Time, text);
        }
    }

    private async Task SendAsync(HttpContext context, string title, List<Entry> entries)
    {
        string site = $"{context.Request.Scheme}://{context.Request.Host}/";
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CheckCharacters = false }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("id", Atom, $"urn:monster:{web.Arcade.PublicKey}:{context.Request.Path}");
            xml.WriteElementString("title", Atom, $"{web.Settings.Name}: {title}");
            xml.WriteElementString("updated", Atom, When(entries.Count > 0 ? entries[0].At : DateTimeOffset.UnixEpoch));
            Link(xml, "self", site.TrimEnd('/') + context.Request.Path + context.Request.QueryString);
            Link(xml, "alternate", site);
            foreach (var entry in entries)
                Write(xml, entry, site);
            xml.WriteEndElement();
        }

        context.Response.ContentType = "application/atom+xml; charset=utf-8";
        context.Response.Headers.CacheControl = "public, max-age=60";
        await context.Response.Body.WriteAsync(bytes.ToArray(), context.RequestAborted);
    }

    private void Write(XmlWriter xml, Entry entry, string site)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, $"urn:monster:{web.Arcade.PublicKey}:{entry.Id}");
        xml.WriteElementString("title", Atom, entry.Title);
        xml.WriteElementString("updated", Atom, When(entry.At));
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, entry.Author);
        xml.WriteEndElement();
        Link(xml, "alternate", site + entry.Address);
        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("type", "text");
        xml.WriteString(entry.Text);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string When(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed record Entry(string Id, string Title, string Author, string Address, DateTimeOffset At, string Text);
}
