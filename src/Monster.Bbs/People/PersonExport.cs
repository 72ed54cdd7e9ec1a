using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Monster.Bbs.Messages;
using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Bbs.People;

/// <summary>
/// Everything the board knows of one person, as a zip of JSON texts in the data directory's <c>exports</c>: under a name nobody can
/// guess, readable by the board's owner only, and gone after a day.
/// </summary>
public sealed class PersonExport
{
    /// <summary>How long a file is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly BoardHost _board;
    private readonly AccountDesk _desk;
    private readonly PostOffice _post;
    private readonly TimeProvider _time;
    private readonly string _folder;

    /// <summary>The exports of a board.</summary>
    public PersonExport(BoardHost board, AccountDesk desk, PostOffice post, TimeProvider time)
    {
        (_board, _desk, _post, _time) = (board, desk, post, time);
        _folder = Path.Combine(board.Directory, "exports");
    }

    /// <summary>What the arcade adds: file names and their bytes; null while there is no arcade.</summary>
    public Func<uint, IEnumerable<(string Name, byte[] Bytes)>>? Plays { get; set; }

    /// <summary>The desk of SSH keys.</summary>
    public required SshKeyDesk SshKeys { get; init; }

    /// <summary>Writes a person's file.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> WriteAsync(uint account)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_folder);
        else
            Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Sweep();
        string path = Path.Combine(_folder, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + ".zip");
        await using var file = File.Create(path);
        await WriteToAsync(account, file);
        return path;
    }

    /// <summary>Finds a file by the name it was given; null when there is none, or it is too old.</summary>
    public string? Find(string name)
    {
        if (name.Length != 36 || !name.EndsWith(".zip", StringComparison.Ordinal) || !name[..32].All(char.IsAsciiHexDigitLower))
            return null;
        Sweep();
        string path = Path.Combine(_folder, name);
        return File.Exists(path) ? path : null;
    }

    /// <summary>Writes a person's data to a stream.</summary>
    public async Task WriteToAsync(uint account, Stream stream)
    {
        var person = _board.Read(store => Accounts.Find(store, account)) ?? throw new RefusedException("That account does not exist any more.");
        var (posts, mail, wall) = _board.Read(store => (
            Posts.By(store, account).ToList(),
            MailBox.In(store, account, MailFolder.In).Concat(MailBox.In(store, account, MailFolder.Sent)).Select(letter => (letter, Accounts.NameOf(store, letter.Other))).ToList(),
            OneLiners.All(store).Where(line => line.Author == account).ToList()));
        var origin = _board.Read(store => Visitors.OriginOf(store, account));
        var personal = _desk.PersonalOf(person);
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null);
        await AddAsync(zip, "account.json", new
        {
            format = 1,
            name = person.Name,
            since = person.Since,
            level = person.Level.ToString(),
            calls = person.Calls,
            lastCall = person.LastCall,
            asksForOneTimeCodes = person.Totp.Length > 0,
            bannedUntil = person.IsBanned(_time.GetUtcNow()) ? person.BannedUntil : (DateTimeOffset?)null,
            callsThrough = origin is null ? null : new { board = origin.Board, alias = origin.Alias },
            place = personal.Place,
            about = personal.About,
            settings = new { encoding = personal.Encoding?.ToString(), colours = personal.Colours?.ToString(), personal.IsLineMode, personal.PageLength, personal.CanBePaged },
        });
        await AddAsync(zip, "posts.json", posts.Select(post => new { post.Id, board = post.Shard, post.Time, post.Thread, post.ReplyTo, post.Subject, post.Body, post.IsRemoved }));
        await AddAsync(zip, "letters.json", mail.Select(entry =>
        {
            var (subject, text) = _post.Open(person, entry.letter);
            return new { folder = entry.letter.Folder.ToString(), other = entry.Item2, entry.letter.Time, subject, text };
        }));
        await AddAsync(zip, "one-liners.json", wall.Select(line => new { line.Time, line.Text }));
        await AddAsync(zip, "ssh-keys.json", SshKeys.Of(account).Select(key => new { key.Name, key.Since, wasUsed = key.IsProven, fingerprint = SshPublicKey.FingerprintOf(key.Hash), key = key.Line }));
        foreach (var (name, bytes) in Plays?.Invoke(account) ?? [])
        {
            await using var entry = await zip.CreateEntry(name).OpenAsync();
            await entry.WriteAsync(bytes);
        }
    }

    private static async Task AddAsync<T>(ZipArchive zip, string name, T content)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync();
        await JsonSerializer.SerializeAsync(entry, content, Json);
    }

    private void Sweep()
    {
        if (!Directory.Exists(_folder))
            return;
        foreach (string path in Directory.GetFiles(_folder, "*.zip").Where(path => _time.GetUtcNow() - File.GetLastWriteTimeUtc(path) > Kept))
            File.Delete(path);
    }
}
