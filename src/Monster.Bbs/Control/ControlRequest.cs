using System.Text.Json;
using System.Text.Json.Nodes;
using Monster.Bbs.People;

namespace Monster.Bbs.Control;

/// <summary>
/// What is asked of a board at its control socket: one line of JSON, <c>{"v":1,"do":"user.ban","name":"Alice","days":7}</c>. Fields are
/// read by name, and what is missing, of another form or not known is refused with a sentence for people.
/// </summary>
public sealed class ControlRequest
{
    /// <summary>The version of the protocol.</summary>
    public const int Version = 1;

    /// <summary>The longest line in either direction, in bytes, its line feed included.</summary>
    public const int MaxLineBytes = 64 * 1024;

    /// <summary>The socket's name in the data directory.</summary>
    public const string SocketName = "board.sock";

    private const int MaxDepth = 8;

    private readonly JsonObject _fields;

    private ControlRequest(string action, JsonObject fields) => (Action, _fields) = (action, fields);

    /// <summary>What is to be done: "user.ban".</summary>
    public string Action { get; }

    /// <summary>A line that asks for something.</summary>
    /// <param name="action">What is to be done.</param>
    /// <param name="fields">The names and values; those that are null are left out.</param>
    public static JsonObject Create(string action, params IEnumerable<(string Name, JsonNode? Value)> fields)
    {
        var request = new JsonObject { ["v"] = Version, ["do"] = action };
        foreach (var (name, value) in fields)
        {
            if (value is not null)
                request[name] = value;
        }

        return request;
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="RefusedException">It is no request of this version.</exception>
    public static ControlRequest Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            var fields = JsonNode.Parse(line, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth }) as JsonObject
                ?? throw new RefusedException("A request is a JSON object on one line.");
            foreach (var (_, value) in fields)
                _ = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null; // texts that are none are found here: half a surrogate pair
            if (fields["v"] is not JsonValue version || !version.TryGetValue(out int number) || number != Version)
                throw new RefusedException($"This board speaks version {Version} of the control protocol: \"v\" must be {Version}.");
            fields.Remove("v");
            if (fields["do"] is not JsonValue action || !action.TryGetValue(out string? name))
                throw new RefusedException("\"do\" says what is to be done, such as \"board.status\".");
            fields.Remove("do");
            return new ControlRequest(name, fields);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new RefusedException($"A request is a JSON object on one line: {e.Message}"); // ArgumentException: a name twice
        }
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string name, int most) => TextOrNull(name, most) ?? throw new RefusedException($"\"{name}\" is missing.");

    /// <summary>A text; null when it is not there.</summary>
    public string? TextOrNull(string name, int most) => Take(name) is not { } field ? null
        : field.TryGetValue(out string? text) && text.Length <= most ? text
        : throw new RefusedException($"\"{name}\" is a text of at most {most} characters.");

    /// <summary>A whole number; null when it is not there.</summary>
    public int? Number(string name, int least, int most) => Take(name) is not { } field ? null
        : field.TryGetValue(out int number) && number >= least && number <= most ? number
        : throw new RefusedException($"\"{name}\" is a whole number from {least} to {most}.");

    /// <summary>True or false; false when it is not there.</summary>
    public bool Truth(string name) => Take(name) is { } field &&
        (field.TryGetValue(out bool truth) ? truth : throw new RefusedException($"\"{name}\" is true or false."));

    /// <summary>One of the names of an enumeration, in small letters; null when it is not there.</summary>
    public T? Among<T>(string name)
        where T : struct, Enum => Take(name) is not { } field ? null
        : field.TryGetValue(out string? text) && !text.Any(char.IsAsciiDigit) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value
        : throw new RefusedException($"\"{name}\" is one of {string.Join(", ", Enum.GetNames<T>().Select(word => word.ToLowerInvariant()))}.");

    /// <summary>Checks that nothing was asked that nobody looked at: a mistyped name must not be passed over.</summary>
    internal void CheckFields(IReadOnlyCollection<string> known)
    {
        if (_fields.FirstOrDefault(field => !known.Contains(field.Key)).Key is { } unknown)
            throw new RefusedException($"\"{unknown}\" is not known to {Action}{(known.Count > 0 ? ", which has " + string.Join(", ", known) : "")}.");
    }

    private JsonValue? Take(string name) => _fields[name] switch
    {
        null => null,
        JsonValue value => value,
        _ => throw new RefusedException($"\"{name}\" is a single value."),
    };
}
