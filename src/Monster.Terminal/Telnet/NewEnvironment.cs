using System.Text;

namespace Monster.Terminal.Telnet;

/// <summary>The content of NEW-ENVIRON (RFC 1572): variables with values, some bytes escaped.</summary>
internal static class NewEnvironment
{
    private const int MaxText = 64;
    private const byte Variable = 0;
    private const byte Value = 1;
    private const byte Escape = 2;
    private const byte UserVariable = 3;

    /// <summary>Reads variables that have a value. Names and values are cut to 64 printable characters.</summary>
    /// <param name="content">What follows IS or INFO.</param>
    /// <param name="variables">Where they are added, up to a number of them.</param>
    /// <param name="max">That number.</param>
    public static void Read(ReadOnlySpan<byte> content, Dictionary<string, string> variables, int max)
    {
        while (!content.IsEmpty)
        {
            byte kind = content[0];
            content = content[1..];
            string name = Text(Take(ref content));
            if (kind is not (Variable or UserVariable) || content.IsEmpty || content[0] != Value)
                continue;
            content = content[1..];
            string value = Text(Take(ref content));
            if (name.Length > 0 && (variables.Count < max || variables.ContainsKey(name)))
                variables[name] = value;
        }
    }

    /// <summary>The printable ASCII characters of a text, at most 64.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte value in bytes)
        {
            if (value is >= 0x20 and < 0x7F && text.Length < MaxText)
                text.Append((char)value);
        }

        return text.ToString().Trim();
    }

    /// <summary>Bytes up to the next that says what follows.</summary>
    private static byte[] Take(ref ReadOnlySpan<byte> content)
    {
        var taken = new List<byte>();
        int i = 0;
        for (; i < content.Length && content[i] is not (Variable or Value or UserVariable); i++)
        {
            if (content[i] == Escape && ++i >= content.Length)
                break;
            taken.Add(content[i]);
        }

        content = content[Math.Min(i, content.Length)..];
        return [.. taken];
    }
}
