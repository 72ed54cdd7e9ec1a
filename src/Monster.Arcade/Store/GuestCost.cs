using System.Text.Json;

namespace Monster.Arcade;

/// <summary>
/// What a play cost on a processor: the instructions its cartridge executed, compiled to native code, under QEMU. The same every time for the
/// same cartridge, keys, compiler and host.
/// </summary>
/// <param name="Architecture">The processor's, as QEMU names it: <c>x86_64</c>, <c>aarch64</c>, <c>riscv64</c>.</param>
/// <param name="Instructions">Guest instructions of the whole run, with loading and the host that feeds the keys.</param>
/// <param name="InGame">Those in the cartridge's own code.</param>
/// <param name="Compiler">The C compiler, in its words.</param>
/// <param name="Emulator">QEMU, in its words.</param>
/// <param name="Functions">The functions that cost most, with their instructions, most first.</param>
public sealed record GuestCost(string Architecture, ulong Instructions, ulong InGame, string Compiler, string Emulator, IReadOnlyList<GuestFunction> Functions)
{
    /// <summary>Writes the costs as members of a JSON object that is open.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("architecture", Architecture);
        json.WriteNumber("instructions", Instructions);
        json.WriteNumber("inGame", InGame);
        json.WriteString("compiler", Compiler);
        json.WriteString("emulator", Emulator);
        json.WriteStartArray("functions");
        foreach (var function in Functions)
        {
            json.WriteStartObject();
            json.WriteString("name", function.Name);
            json.WriteNumber("instructions", function.Instructions);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
