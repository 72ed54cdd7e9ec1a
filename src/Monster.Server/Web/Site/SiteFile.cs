using System.IO.Compression;
using System.Security.Cryptography;

namespace Monster.Server;

/// <summary>A file that browsers are given, with what its answer says. It is compressed once, when it is first wanted so.</summary>
internal sealed class SiteFile
{
    /// <summary>Below this many bytes compressing saves less than it costs.</summary>
    private const int LeastCompressed = 512;

    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    /// <summary>A file.</summary>
    /// <param name="path">Its path, which says what type it is.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="caching">The value of <c>Cache-Control</c>.</param>
    public SiteFile(string path, byte[] content, string caching)
    {
        (Content, Caching) = (content, caching);
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"";
        (Type, bool isText) = Path.GetExtension(path) switch
        {
            ".html" => ("text/html; charset=utf-8", true),
            ".js" => ("text/javascript; charset=utf-8", true),
            ".css" => ("text/css; charset=utf-8", true),
            ".json" => ("application/json", true),
            ".webmanifest" => ("application/manifest+json", true),
            ".svg" => ("image/svg+xml", true),
            ".txt" => ("text/plain; charset=utf-8", true),
            ".wasm" => ("application/wasm", true),
            ".play" => ("application/cbor", true),
            ".png" => ("image/png", false),
            ".ico" => ("image/x-icon", false),
            ".woff2" => ("font/woff2", false),
            _ => ("application/octet-stream", false),
        };
        IsPacked = isText && content.Length >= LeastCompressed;
        _brotli = new Lazy<byte[]>(() => Pack(stream => new BrotliStream(stream, new BrotliCompressionOptions { Quality = 11 })));
        _gzip = new Lazy<byte[]>(() => Pack(stream => new GZipStream(stream, CompressionLevel.SmallestSize)));
    }

    /// <summary>The bytes.</summary>
    public byte[] Content { get; }

    /// <summary>The value of <c>Content-Type</c>.</summary>
    public string Type { get; }

    /// <summary>The value of <c>Cache-Control</c>.</summary>
    public string Caching { get; }

    /// <summary>What the bytes are known by.</summary>
    public string ETag { get; }

    /// <summary>Whether it may be sent compressed.</summary>
    public bool IsPacked { get; }

    /// <summary>The bytes in a coding; the bytes themselves where packing would make them longer.</summary>
    public byte[] In(string coding) => coding switch
    {
        "br" => _brotli.Value,
        "gzip" => _gzip.Value,
        _ => Content,
    };

    private byte[] Pack(Func<Stream, Stream> open)
    {
        using var packed = new MemoryStream();
        using (var stream = open(packed))
            stream.Write(Content);
        byte[] bytes = packed.ToArray(); // also of a stream that the packer has closed
        return bytes.Length < Content.Length ? bytes : Content;
    }
}
