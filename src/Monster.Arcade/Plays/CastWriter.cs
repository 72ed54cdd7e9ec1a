using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monster.Cartridge;
using Monster.Terminal;

namespace Monster.Arcade;

/// <summary>
/// Writes a recording as a terminal session in asciicast version 2 (docs.asciinema.org/manual/asciicast/v2), which asciinema and its
/// players show: a line of JSON for the header, then a line for each frame that changed something.
/// </summary>
public static class CastWriter
{
    /// <summary>Frames a second, at most: more is not seen, and makes the file larger.</summary>
    private const int MaxFramesPerSecond = 30;

    /// <summary>Seconds the last picture stays.</summary>
    private const double LastPictureSeconds = 3;

    /// <summary>The last colours and cursor are put back for the terminal it is shown in.</summary>
    private const string Begin = "\e[?25l";
    private const string End = "\e[0m\e[?25h\e[24;1H\r\n";

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Plays a recording again and writes what a terminal would have been sent.</summary>
    /// <param name="cartridge">The recording's cartridge.</param>
    /// <param name="recording">The recording.</param>
    /// <param name="output">Where the lines go.</param>
    /// <param name="speed">How many times as fast as it was played; above 0.</param>
    /// <exception cref="ArcadeException">The recording is of another cartridge.</exception>
    public static void Write(Cartridge cartridge, Recording recording, TextWriter output, double speed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        using var replay = new Replay(cartridge, recording);
        WriteHeader(cartridge, recording, output);
        var screen = new CastScreen();
        double time = 0;
        WriteEvent(output, time, Begin + screen.Frame(replay));
        double shown = time;
        while (!replay.AtEnd)
        {
            time += replay.NextPause().TotalSeconds / speed;
            replay.Step();
            if (time - shown < 1.0 / MaxFramesPerSecond && !replay.AtEnd)
                continue;
            string frame = screen.Frame(replay);
            if (frame.Length > 0)
                WriteEvent(output, time, frame);
            shown = time;
        }

        WriteEvent(output, time + LastPictureSeconds, End);
    }

    private static void WriteHeader(Cartridge cartridge, Recording recording, TextWriter output)
    {
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header, Json))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 2);
            json.WriteNumber("width", Abi.Width);
            json.WriteNumber("height", Abi.Height);
            if (recording.Started is { } started)
                json.WriteNumber("timestamp", started.ToUnixTimeSeconds());
            json.WriteString("title", recording.Player.Length > 0 ? $"{cartridge.Manifest.Title}, played by {recording.Player}" : cartridge.Manifest.Title);
            json.WriteStartObject("env");
            json.WriteString("TERM", "xterm-256color");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(header.WrittenSpan) + "\n");
    }

    private static void WriteEvent(TextWriter output, double time, string data) =>
        output.Write($"[{time.ToString("0.000", CultureInfo.InvariantCulture)}, \"o\", \"{JsonEncodedText.Encode(data, Json.Encoder)}\"]\n");

    /// <summary>Turns pictures into what changed since the last one.</summary>
    private sealed class CastScreen
    {
        private readonly Picture _picture = new();
        private readonly CellBuffer _cells = new(Abi.Width, Abi.Height);
        private readonly FrameWriter _writer = new(new TerminalFacts(Abi.Width, Abi.Height) { Encoding = TerminalEncoding.Utf8, Colors = ColorSupport.Sixteen });
        private readonly ArrayBufferWriter<byte> _bytes = new();

        public string Frame(Replay replay)
        {
            replay.Draw(_picture);
            _cells.Picture(0, 0, _picture.Cells, Abi.Width);
            _bytes.ResetWrittenCount();
            _writer.Write(_cells, _bytes);
            return Encoding.UTF8.GetString(_bytes.WrittenSpan);
        }
    }
}
