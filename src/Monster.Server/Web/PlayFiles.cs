using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monster.Arcade;
using Monster.Bbs.People;

namespace Monster.Server;

/// <summary>What a score can be checked with elsewhere, by the names of docs/tickets.md, and recordings to be watched in a terminal.</summary>
internal sealed class PlayFiles(WebBoard web) : IDisposable
{
    private const string Fixed = "public, max-age=31536000, immutable";

    /// <summary>How often an address may ask for asciicasts: each is a play played again.</summary>
    private static readonly Rate CastRate = new(10, TimeSpan.FromSeconds(2));

    private readonly RateLimiter _casts = new(CastRate, web.Time);
    private readonly SemaphoreSlim _cast = new(1);

    public void Map(IEndpointRouteBuilder paths) => paths.MapGet("/plays/{name}", SendAsync).ExcludeFromDescription();

    public void Dispose() => _cast.Dispose();

    private async Task<FileContentHttpResult> SendAsync(HttpContext context, string name)
    {
        string extension = Path.GetExtension(name);
        var asker = Asker.Of(context);
        switch (extension)
        {
            case ".play" or ".cast":
                var facts = GamesApi.Facts(web, Path.GetFileNameWithoutExtension(name), asker.Id);
                if (!facts.Visible)
                    throw new ProblemException(403, "not-yet", "This is today's challenge: play yours first, then you can watch the others.");
                var recording = web.Arcade.FindRecording(facts.Line.Id)!;
                context.Response.Headers.CacheControl = facts.Line.Challenge is null ? Fixed : "no-store";
                return extension == ".play"
                    ? TypedResults.Bytes(RecordingWriter.Encode(recording), "application/cbor", name)
                    : TypedResults.Bytes(await CastAsync(asker, recording, context.RequestAborted), "application/x-asciicast", name);
            case ".wasm" when web.Arcade.FindFile(name) is { } cartridge:
                context.Response.Headers.CacheControl = Fixed;
                return TypedResults.Bytes(cartridge, "application/wasm");
            case ".json" when web.Arcade.FindFile(name) is { } page:
                context.Response.Headers.CacheControl = "no-cache";
                return TypedResults.Bytes(page, "application/json");
            default:
                throw ProblemException.NotFound("file");
        }
    }

    /// <summary>One at a time: whoever asks for many waits, and the board goes on.</summary>
    private async Task<byte[]> CastAsync(Asker asker, Recording recording, CancellationToken stop)
    {
        if (_casts.Take(asker.From.ToString()) is var wait && wait > TimeSpan.Zero)
            throw ProblemException.SlowDown(wait);
        var cartridge = web.Arcade.FindCartridge(recording.Cartridge) ?? throw ProblemException.NotFound("cartridge any more");
        await _cast.WaitAsync(stop);
        try
        {
            return await Task.Run(
                () =>
                {
                    using var text = new StringWriter();
                    CastWriter.Write(cartridge, recording with { Player = web.Arcade.NameOf(ulong.TryParse(recording.Player, out ulong account) ? account : 0) }, text);
                    return Encoding.UTF8.GetBytes(text.ToString());
                },
                stop);
        }
        finally
        {
            _cast.Release();
        }
    }
}
