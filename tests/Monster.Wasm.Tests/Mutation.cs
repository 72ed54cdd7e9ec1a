namespace Monster.Wasm.Tests;

/// <summary>Changes to a file that parsers are known to trip over.</summary>
internal static class Mutation
{
    private static readonly byte[] Telling = [0, 1, 2, 0x0B, 0x40, 0x7F, 0x80, 0xFC, 0xFF, 0x60, 0x70, 0x7E];

    public static byte[] Of(byte[] file, Random random)
    {
        List<byte> bytes = [.. file];
        for (int changes = 1 + random.Next(4); changes > 0; changes--)
        {
            int at = random.Next(8, bytes.Count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = Telling[random.Next(Telling.Length)];
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                    break;
                case 4:
                    bytes.Insert(at, Telling[random.Next(Telling.Length)]);
                    break;
                case 5:
                    int from = random.Next(8, bytes.Count);
                    bytes.InsertRange(at, bytes.GetRange(from, Math.Min(random.Next(1, 40), bytes.Count - from)));
                    break;
                default:
                    // A number as large as it gets.
                    bytes.RemoveAt(at);
                    bytes.InsertRange(at, [0xFF, 0xFF, 0xFF, 0xFF, (byte)(random.Next(2) == 0 ? 0x0F : 0x07)]);
                    break;
            }

            if (bytes.Count < 16)
                break;
        }

        return [.. bytes];
    }
}
