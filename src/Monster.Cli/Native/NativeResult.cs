using System.Text.Json;
using Monster.Arcade;

namespace Monster.Cli;

/// <summary>The line a headless host prints at the end (docs/abi.md).</summary>
/// <param name="Ticks">Completed updates.</param>
/// <param name="Score">The score; null after a trap.</param>
/// <param name="StateHash">SHA-256 of the state, hexadecimal; null after a trap.</param>
/// <param name="Trap">Why it stopped; null when it did not.</param>
internal sealed record NativeResult(int Ticks, int? Score, string? StateHash, string? Trap)
{
    /// <summary>Reads the line.</summary>
    /// <exception cref="CommandException">It is none.</exception>
    public static NativeResult Parse(string line, int? exitCode)
    {
        try
        {
            return JsonSerializer.Deserialize<NativeResult>(line, JsonSerializerOptions.Web) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new CommandException($"The native play said nothing that can be read and ended with {exitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "a signal"}: {line.Trim()}", e);
        }
    }

    /// <summary>Whether it ended as a recording says.</summary>
    public bool Matches(Recording recording) =>
        recording.Trap is { } trap
            ? string.Equals(Trap, trap.Cause.ToString(), StringComparison.OrdinalIgnoreCase)
            : Trap is null && Ticks == recording.Ticks && Score == recording.Score && StateHash == (recording.StateHash is { } hash ? Convert.ToHexStringLower(hash) : null);
}
