using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monster.Server;

/// <summary>
/// The certificate of HTTPS, from PEM files as the programs write them that get certificates. A renewed file counts from the next connection on, at most a minute later; one
/// that cannot be read does not, and the one before stays.
/// </summary>
internal sealed class CertificateFile
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly string _certificate;
    private readonly string _key;
    private readonly TimeProvider _time;
    private readonly Action<string> _fault;
    private SslServerAuthenticationOptions _options;
    private DateTime _written;
    private long _looked;

    /// <summary>Reads the certificate.</summary>
    /// <param name="certificate">A PEM file: the certificate, then those between it and the root.</param>
    /// <param name="key">A PEM file with its key; may be the same.</param>
    /// <param name="time">The clock.</param>
    /// <param name="fault">Told when a renewed file cannot be used.</param>
    /// <exception cref="ServerException">It cannot be used; the message says why.</exception>
    public CertificateFile(string certificate, string key, TimeProvider time, Action<string> fault)
    {
        (_certificate, _key, _time, _fault) = (certificate, key, time, fault);
        (_options, _written, _looked) = (Read(), WrittenAt(), time.GetTimestamp());
    }

    /// <summary>What a connection is offered.</summary>
    public SslServerAuthenticationOptions Options
    {
        get
        {
            lock (_lock)
            {
                if (_time.GetElapsedTime(_looked) >= LookEvery)
                    Look();
                return _options;
            }
        }
    }

    private void Look()
    {
        _looked = _time.GetTimestamp();
        var written = WrittenAt();
        if (written == _written)
            return;
        try
        {
            _options = Read();
            _written = written;
        }
        catch (ServerException e)
        {
            _fault(e.Message + " The one before stays in use.");
        }
    }

    private DateTime WrittenAt() => new[] { _certificate, _key }.Max(File.GetLastWriteTimeUtc);

    private SslServerAuthenticationOptions Read()
    {
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(_certificate);
            var context = SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(_certificate, _key), chain, offline: true);
            return new SslServerAuthenticationOptions { ServerCertificateContext = context, ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] };
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ServerException($"The certificate '{_certificate}' with the key '{_key}' cannot be used: {e.Message}", e);
        }
    }
}
