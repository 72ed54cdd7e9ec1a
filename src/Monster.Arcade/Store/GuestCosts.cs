using System.Text.Json;

namespace Monster.Arcade;

/// <summary>
/// A folder of measured costs: <c>RECORDING.ARCHITECTURE.json</c>, one file each. They are this node's own measurements and in no log:
/// whoever doubts one measures again.
/// </summary>
public sealed class GuestCosts(string folder)
{
    /// <summary>How many functions are kept of each.</summary>
    public const int MaxFunctions = 10;

    private const int MaxFile = 64 * 1024;
    private const int MaxArchitectures = 16;
    private const int IdDigits = 64;

    /// <summary>The folder of a data directory.</summary>
    public static string FolderOf(string data) => Path.Combine(data, "costs");

    /// <summary>Keeps a cost, whole or not at all; an earlier one of the same architecture is replaced.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">It could not be written.</exception>
    public string Keep(string recording, GuestCost cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        if (!IsId(recording) || !IsName(cost.Architecture))
            throw new ArgumentException("A cost is of a recording's id and an architecture.", nameof(recording));
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{recording}.{cost.Architecture}.json");
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(cost with { Functions = [.. cost.Functions.Take(MaxFunctions)] }, StoreJson.Default.GuestCost));
        return path;
    }

    /// <summary>What was measured of a recording, by architecture; files that are none are passed over.</summary>
    public IReadOnlyList<GuestCost> Of(string recording)
    {
        if (!IsId(recording) || !Directory.Exists(folder))
            return [];
        var costs = new List<GuestCost>();
        foreach (string path in Directory.EnumerateFiles(folder, recording + ".*.json").Order(StringComparer.Ordinal).Take(MaxArchitectures))
        {
            try
            {
                if (new FileInfo(path).Length <= MaxFile && JsonSerializer.Deserialize(File.ReadAllBytes(path), StoreJson.Default.GuestCost) is { Functions: not null } cost && IsName(cost.Architecture))
                    costs.Add(cost with { Functions = [.. cost.Functions.Where(f => f.Name is not null).Take(MaxFunctions)] });
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
            {
                // Somebody else's file, or one that is being written: not a cost.
            }
        }

        return costs;
    }

    private static bool IsId(string id) => id.Length == IdDigits && id.All(char.IsAsciiHexDigitLower);

    private static bool IsName(string? name) => name is { Length: > 0 and <= 16 } && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
