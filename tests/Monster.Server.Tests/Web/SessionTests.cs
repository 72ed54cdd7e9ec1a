using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Monster.Testing;
using OtpNet;

namespace Monster.Server.Tests.Web;

/// <summary>Accounts in a browser: who is logged in, who may change something, who has to wait.</summary>
public sealed class SessionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registering_logs_in_a_restart_keeps_it_and_logging_out_ends_it()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var client = server.Client();
        Assert.Null((await client.GetAsync("/api/session"))["account"]);
        await client.RegisterAsync("Ann", WebBoardServer.Password);
        Assert.Equal("Ann", await NameAsync(client));
        var cookie = client.Cookies.GetCookies(server.Address).Single();
        string kept = cookie.Value;
        await server.ReopenAsync();
        using var same = server.Client();
        same.Cookies.Add(server.Address, new Cookie("monster", kept));
        same.Csrf = client.Csrf;
        Assert.Equal("Ann", await NameAsync(same));
        await same.DoneAsync(HttpMethod.Delete, "/api/session");
        using var thief = server.Client();
        thief.Cookies.Add(server.Address, new Cookie("monster", kept));
        Assert.Null((await thief.GetAsync("/api/session"))["account"]);
        await thief.RefusedAsync(401, "log-in", HttpMethod.Get, "/api/mail");
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var client = server.Client();
        using var answer = await client.SendAsync(HttpMethod.Post, "/api/accounts", new { name = "Ann", password = WebBoardServer.Password });
        string cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("monster=", cookie, StringComparison.Ordinal);
        foreach (string part in new[] { "httponly", "samesite=strict", "path=/", "max-age=2592000" })
            Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Nothing_changes_without_the_token_or_by_another_site_s_page()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var ann = await server.MemberAsync("Ann");
        using var bob = await server.MemberAsync("Bob");
        var line = new { text = "Never seen" };
        string mine = ann.Csrf!;
        foreach (string? token in new[] { null, "", "x", bob.Csrf, mine[..^1], mine + "A" })
        {
            ann.Csrf = token;
            await ann.RefusedAsync(403, "csrf", HttpMethod.Post, "/api/one-liners", line);
            await ann.RefusedAsync(403, "csrf", HttpMethod.Delete, "/api/session");
        }

        ann.Csrf = mine;
        foreach (string origin in new[] { "https://elsewhere.example", "null", "http://127.0.0.1:1", $"https://{server.Address.Authority}", $"http://{server.Address.Authority}.example", "", "x" })
            await ann.RefusedAsync(403, "origin", HttpMethod.Post, "/api/one-liners", line, ("Origin", origin));
        foreach (string site in new[] { "cross-site", "same-site" })
            await ann.RefusedAsync(403, "origin", HttpMethod.Post, "/api/one-liners", line, ("Sec-Fetch-Site", site));
        await ann.RefusedAsync(415, "media-type", HttpMethod.Post, "/api/one-liners", new FormUrlEncodedContent([new("text", "Never seen")]));
        await ann.RefusedAsync(415, "media-type", HttpMethod.Post, "/api/one-liners", new StringContent("{\"text\":\"Never seen\"}", Encoding.UTF8, "text/plain"));
        Assert.Empty((await ann.GetAsync("/api/one-liners"))["items"]!.AsArray());
        using var allowed = await ann.SendAsync(HttpMethod.Post, "/api/one-liners", line, ("Origin", $"http://{server.Address.Authority}"), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.Created, allowed.StatusCode);
    }

    [Fact]
    public async Task Another_site_cannot_log_its_visitors_in_or_make_accounts_for_them()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var client = server.Client();
        await client.RefusedAsync(403, "origin", HttpMethod.Post, "/api/accounts", new { name = "Eve", password = WebBoardServer.Password }, ("Origin", "https://elsewhere.example"));
        Assert.Empty((await client.GetAsync("/api/people"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_address_out_of_the_web_and_the_terminal_alike_until_time_passes()
    {
        var time = new ManualTime();
        await using var server = await WebBoardServer.StartAsync(time: time);
        using (await server.MemberAsync("Ann"))
        {
            using var guesser = server.Client();
            for (int i = 0; i < 5; i++)
                await guesser.RefusedAsync(401, "wrong", HttpMethod.Post, "/api/session", new { name = i % 2 == 0 ? "Ann" : "nobody", password = "guess" });
            using var locked = await guesser.SendAsync(HttpMethod.Post, "/api/session", new { name = "Ann", password = WebBoardServer.Password });
            Assert.Equal(HttpStatusCode.TooManyRequests, locked.StatusCode);
            Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            await Assert.ThrowsAsync<Bbs.People.RefusedException>(() => server.Board.Services.Desk.LogInAsync(IPAddress.Loopback, "Ann", WebBoardServer.Password, null));
            time.Advance(TimeSpan.FromMinutes(1.1));
            await guesser.LogInAsync("Ann", WebBoardServer.Password);
            Assert.Equal("Ann", await NameAsync(guesser));
        }
    }

    [Fact]
    public async Task An_account_with_one_time_codes_asks_for_one_and_takes_none_twice()
    {
        var time = new ManualTime();
        await using var server = await WebBoardServer.StartAsync(time: time);
        using var ann = await server.MemberAsync("Ann");
        await ann.RefusedAsync(401, "wrong", HttpMethod.Post, "/api/account/totp", new { password = "not mine" });
        string secret = (await ann.DoneAsync(HttpMethod.Post, "/api/account/totp", new { password = WebBoardServer.Password }))!["secret"]!.GetValue<string>();
        await ann.RefusedAsync(422, "refused", HttpMethod.Put, "/api/account/totp", new { secret, code = "000000" });
        string Code() => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(time.GetUtcNow().UtcDateTime);
        await ann.DoneAsync(HttpMethod.Put, "/api/account/totp", new { secret, code = Code() });
        time.Advance(TimeSpan.FromSeconds(60));
        using var other = server.Client();
        await other.RefusedAsync(401, "code-needed", HttpMethod.Post, "/api/session", new { name = "Ann", password = WebBoardServer.Password });
        await other.RefusedAsync(401, "wrong", HttpMethod.Post, "/api/session", new { name = "Ann", password = WebBoardServer.Password, code = "123" });
        await other.LogInAsync("Ann", WebBoardServer.Password, Code());
        Assert.True((await other.GetAsync("/api/session"))["account"]!["totp"]!.GetValue<bool>());
        using var replayed = server.Client();
        await replayed.RefusedAsync(403, "banned", HttpMethod.Post, "/api/session", new { name = "Ann", password = WebBoardServer.Password, code = Code() });
        await ann.DoneAsync(HttpMethod.Delete, "/api/account/totp", new { password = WebBoardServer.Password });
        await replayed.LogInAsync("Ann", WebBoardServer.Password);
    }

    [Fact]
    public async Task Two_browsers_of_one_person_are_two_sessions_and_a_new_password_ends_the_other()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var home = await server.MemberAsync("Ann");
        using var phone = server.Client();
        await phone.LogInAsync("Ann", WebBoardServer.Password);
        Assert.NotEqual(home.Csrf, phone.Csrf);
        await home.DoneAsync(HttpMethod.Post, "/api/one-liners", new { text = "from home" });
        await phone.DoneAsync(HttpMethod.Post, "/api/one-liners", new { text = "from the phone" });
        await home.DoneAsync(HttpMethod.Put, "/api/account/password", new { password = WebBoardServer.Password, newPassword = "another horse 8" });
        Assert.Equal("Ann", await NameAsync(home));
        Assert.Null((await phone.GetAsync("/api/session"))["account"]);
        await phone.LogInAsync("Ann", "another horse 8");
        await home.DoneAsync(HttpMethod.Delete, "/api/sessions");
        Assert.Null((await phone.GetAsync("/api/session"))["account"]);
    }

    [Fact]
    public async Task A_person_has_at_most_twenty_sessions_and_an_unused_one_ends_after_thirty_days()
    {
        var time = new ManualTime();
        string folder = Directory.CreateTempSubdirectory("monster-sessions").FullName;
        try
        {
            var sessions = new WebSessions(folder, time);
            string other = sessions.Begin(8);
            var tokens = new List<string>();
            for (int i = 0; i <= WebSessions.MostOfOne; i++)
            {
                tokens.Add(sessions.Begin(7));
                time.Advance(TimeSpan.FromSeconds(1));
            }

            Assert.Null(sessions.Find(tokens[0]));
            Assert.All(tokens.Skip(1), token => Assert.Equal(7u, sessions.Find(token)!.Account));
            Assert.Equal(8u, sessions.Find(other)!.Account);
            time.Advance(TimeSpan.FromDays(29));
            Assert.NotNull(sessions.Find(tokens[1]));
            time.Advance(TimeSpan.FromDays(2));
            Assert.NotNull(new WebSessions(folder, time).Find(tokens[1])); // that it was used was written
            Assert.Null(sessions.Find(tokens[2]));
            Assert.DoesNotContain(tokens[1], await File.ReadAllTextAsync(Path.Combine(folder, "secrets", "web-sessions.json"), Stop), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Who_deletes_the_account_is_gone_and_who_is_banned_is_out_at_once()
    {
        await using var server = await WebBoardServer.StartAsync();
        using var sysop = await server.MemberAsync("Root", asSysop: true);
        using var ann = await server.MemberAsync("Ann");
        using var bob = await server.MemberAsync("Bob");
        await ann.RefusedAsync(401, "wrong", HttpMethod.Delete, "/api/account", new { password = "no", takePosts = true });
        await ann.DoneAsync(HttpMethod.Delete, "/api/account", new { password = WebBoardServer.Password, takePosts = true });
        await ann.RefusedAsync(401, "log-in", HttpMethod.Get, "/api/mail");
        await sysop.DoneAsync(HttpMethod.Put, "/api/sysop/people/3/ban", new { reason = "spam" });
        Assert.Null((await bob.GetAsync("/api/session"))["account"]);
        var problem = await bob.RefusedAsync(403, "banned", HttpMethod.Post, "/api/session", new { name = "Bob", password = WebBoardServer.Password });
        Assert.Contains("spam", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_https_the_cookie_is_for_https_alone_and_browsers_are_told_to_stay()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pem");
        await File.WriteAllTextAsync(file, Certificate("localhost"), Stop);
        try
        {
            await using var server = await WebBoardServer.StartAsync(settings => settings with { WebCertificate = file });
            using var client = server.Client();
            using var answer = await client.SendAsync(HttpMethod.Post, "/api/accounts", new { name = "Ann", password = WebBoardServer.Password });
            string cookie = answer.Headers.GetValues("Set-Cookie").Single();
            Assert.StartsWith("__Host-monster=", cookie, StringComparison.Ordinal);
            Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
            Assert.Equal("Ann", await NameAsync(client));

            // As browsers do it once they have such a connection: HTTP/2, and WebSockets over it (RFC 8441).
            using var page = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact });
            Assert.Equal(HttpVersion.Version20, page.Version);
            using var invoker = new HttpMessageInvoker(client.Handler, disposeHandler: false);
            using var socket = new ClientWebSocket();
            (socket.Options.HttpVersion, socket.Options.HttpVersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            socket.Options.SetRequestHeader("Origin", $"https://{server.Address.Authority}");
            await socket.ConnectAsync(new Uri($"wss://{server.Address.Authority}/ws?columns=80&rows=24"), invoker, Stop);
            Assert.True((await socket.ReceiveAsync(new byte[4096].AsMemory(), Stop)).Count > 0);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_is_said_before_the_ports_open()
    {
        var fault = await Assert.ThrowsAsync<ServerException>(() => WebBoardServer.StartAsync(settings => settings with { WebCertificate = "/nowhere/cert.pem" }));
        Assert.Contains("/nowhere/cert.pem", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renewed_certificate_is_taken_up_and_a_broken_one_is_not()
    {
        var time = new ManualTime();
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pem");
        try
        {
            var faults = new List<string>();
            File.WriteAllText(file, Certificate("one.example"));
            var certificate = new CertificateFile(file, file, time, faults.Add);
            string Subject() => certificate.Options.ServerCertificateContext!.TargetCertificate.Subject;
            Change(file, Certificate("two.example"), 1);
            Assert.Equal("CN=one.example", Subject());
            time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal("CN=two.example", Subject());
            Change(file, "broken", 2);
            time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal("CN=two.example", Subject());
            Assert.Contains("stays in use", Assert.Single(faults), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Change(string file, string text, int minutes)
    {
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(minutes));
    }

    internal static string Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    private static async Task<string?> NameAsync(WebClient client) => (await client.GetAsync("/api/session"))["account"]?["name"]?.GetValue<string>();
}
