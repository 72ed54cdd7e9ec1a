using System.Text.Json;

namespace Monster.Arcade;

/// <summary>
/// What the pages in <c>web/</c> need to know of an arcade, as files below <c>data/</c>: the list of games, their cartridges and a demo of
/// each, named by SHA-256. The same whether they lie in a folder on any web server or a board serves them.
/// </summary>
public sealed class ArcadeSite
{
    /// <summary>The list of games.</summary>
    public const string GamesFile = "games.json";

    private readonly Catalogue _catalogue;
    private readonly string? _demos;

    /// <summary>The files of a catalogue.</summary>
    /// <param name="catalogue">The games.</param>
    /// <param name="demos">A folder with a recording for each game, <c>MazeRun.play</c>; null when there is none.</param>
    public ArcadeSite(Catalogue catalogue, string? demos) => (_catalogue, _demos) = (catalogue, demos);

    /// <summary>Whether no board stands behind the files: the pages then do not ask for one.</summary>
    public bool IsAlone { get; init; }

    /// <summary>The files, by their paths below <c>data/</c>; none for a game whose cartridge is missing or refused.</summary>
    public IEnumerable<(string Path, byte[] Content)> Files()
    {
        yield return (GamesFile, Games());
        foreach (var entry in _catalogue.Entries.Where(e => e.Exists && _catalogue.FaultOf(e) is null))
        {
            yield return ($"cartridges/{entry.Sha256}.wasm", _catalogue.ReadFile(entry));
            if (DemoOf(entry) is { } demo)
                yield return ($"demos/{entry.Sha256}.play", RecordingWriter.Encode(demo));
        }
    }

    /// <summary>
    /// The list of games: for each place its shard and title, and, for those that can be played, cartridge, words of the manifest, record and demo;
    /// for one whose cartridge is missing or refused, the fault.
    /// </summary>
    public byte[] Games()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            if (IsAlone)
                writer.WriteBoolean("alone", true);
            writer.WriteStartArray("games");
            foreach (var entry in _catalogue.Entries)
                Write(writer, entry);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private void Write(Utf8JsonWriter writer, CatalogueEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("shard", entry.Shard);
        writer.WriteString("title", entry.Title);
        string? fault = _catalogue.FaultOf(entry);
        writer.WriteString("cartridge", fault is null ? entry.Sha256 : null);
        if (fault is not null)
        {
            writer.WriteString("fault", fault);
        }
        else if (entry.Exists)
        {
            var manifest = _catalogue.Load(entry).Manifest;
            var demo = DemoOf(entry);
            writer.WriteString("pitch", manifest.Pitch);
            writer.WriteString("help", manifest.Help);
            writer.WriteNumber("ticksPerSecond", manifest.TicksPerSecond);
            writer.WriteBoolean("demo", demo is not null);
            if (demo?.Score is { } record)
                writer.WriteNumber("record", record);
        }

        writer.WriteEndObject();
    }

    /// <summary>The demo of a game, if it was made with the cartridge of today.</summary>
    private Recording? DemoOf(CatalogueEntry entry) => DemoRecordings.Find(_demos, null, entry.Title, entry.Sha256);
}
