using System.Text;
using Monster.Arcade;

namespace Monster.Doors;

/// <summary>A cartridge of ABI 1 as a door: played as the arcade's own games are, recorded and checked, with scores of its own.</summary>
public sealed class CartridgeDoor : HostedDoor
{
    private const int HeaderBytes = 8;
    private const byte CustomSection = 0;

    private CartridgeDoor(DoorEngines engines, DoorManifest manifest, Monster.Arcade.Cartridge cartridge)
        : base(manifest) => (Engines, Cartridge) = (engines, cartridge);

    /// <summary>The cartridge.</summary>
    public Monster.Arcade.Cartridge Cartridge { get; }

    internal DoorEngines Engines { get; }

    /// <summary>Whether a module says that it is a cartridge: by a custom section <c>monster</c>.</summary>
    internal static bool IsCartridge(byte[] module)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(module, HeaderBytes, Math.Max(0, module.Length - HeaderBytes), writable: false), Encoding.UTF8);
            while (reader.BaseStream.Position < reader.BaseStream.Length)
            {
                byte id = reader.ReadByte();
                long end = reader.Read7BitEncodedInt() + reader.BaseStream.Position; // LEB128, as names' lengths are
                if (id == CustomSection && reader.ReadString() == Monster.Wasm.Manifest.SectionName)
                    return true;
                reader.BaseStream.Position = end;
            }
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            // The engine says what it is not.
        }

        return false;
    }

    /// <exception cref="DoorRefusedException">It is not a cartridge of ABI 1.</exception>
    internal static CartridgeDoor Open(DoorEngines engines, DoorManifest manifest, byte[] program)
    {
        try
        {
            return new CartridgeDoor(engines, manifest, engines.Cartridge(program, manifest.Program));
        }
        catch (ArcadeException e)
        {
            throw new DoorRefusedException(e.Message, e);
        }
    }

    /// <summary>The cartridge stays for others who play it.</summary>
    public override void Dispose()
    {
    }
}
