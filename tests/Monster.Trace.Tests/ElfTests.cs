using Monster.Trace.Elf;

namespace Monster.Trace.Tests;

/// <summary>The ELF and DWARF readers against binutils, and against damaged files.</summary>
public sealed class ElfTests
{
    public static TheoryData<string> Architectures => ["x86_64", "aarch64", "riscv64", "s390x"];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Functions_are_those_that_nm_knows(string architecture)
    {
        string guest = Guest.Compile("work", architecture);
        var functions = FunctionTable.Of(ElfFile.Read(guest)).Functions.ToDictionary(f => f.Address);
        foreach (string line in Guest.Tool("nm", ["--defined-only", guest]).Split('\n'))
        {
            if (line.Split(' ') is [var address, "T" or "t", var name] && (name is "main" or "mix" or "touch"))
                Assert.Equal(name, functions[Convert.ToUInt64(address, 16)].Name);
        }
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Line_numbers_are_those_of_the_source(string architecture)
    {
        var file = ElfFile.Read(Guest.Compile("work", architecture));
        var lines = LineTable.Of(file);
        var mix = FunctionTable.Of(file).Functions.Single(f => f.Name == "mix");
        var row = lines.Find(mix.Address)!.Value;
        Assert.EndsWith("guests/work.c", lines.Files[row.File], StringComparison.Ordinal);
        Assert.Contains("mix(uint32_t x)", File.ReadLines(lines.Files[row.File]).ElementAt(row.Line - 1), StringComparison.Ordinal);
        Assert.Null(lines.Find(1));
    }

    [Theory]
    [InlineData("-gdwarf-2")]
    [InlineData("-gdwarf-3")]
    [InlineData("-gdwarf-4")]
    [InlineData("-gdwarf-5")]
    [InlineData("-gz")]
    public void Every_version_of_DWARF_says_the_same(string version)
    {
        var file = ElfFile.Read(Guest.Compile("work", "x86_64", "-O1", "-g", version));
        var lines = LineTable.Of(file);
        var touch = FunctionTable.Of(file).Functions.Single(f => f.Name == "touch");
        Assert.Equal(7, lines.Find(touch.Address)!.Value.Line);
    }

    [Fact]
    public void A_stripped_file_still_has_the_functions_of_its_frames()
    {
        var whole = FunctionTable.Of(ElfFile.Read(Guest.Compile("work"))).Functions;
        var stripped = FunctionTable.Of(ElfFile.Read(Guest.Compile("work", "x86_64", "-O1", "-s"))).Functions;
        Assert.Equal(whole.Count(f => f.Name is "main" or "mix" or "touch"), stripped.Count(f => f.Source == FunctionSource.EhFrame && f.Size is > 8 and < 200 && f.Name.StartsWith("sub_", StringComparison.Ordinal)));
        Assert.Contains(stripped, f => f.Name == "printf@plt");
    }

    [Fact]
    public void A_damaged_file_is_an_error_and_never_a_crash()
    {
        int seed = Environment.GetEnvironmentVariable("MONSTER_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"MONSTER_SEED={seed}");
        var random = new Random(seed);
        byte[] good = File.ReadAllBytes(Guest.Compile("work"));
        int rounds = Environment.GetEnvironmentVariable("MONSTER_LONG") is null ? 400 : 20_000, refused = 0;
        for (int i = 0; i < rounds; i++)
        {
            byte[] bad = good.AsSpan(0, random.Next(4) == 0 ? random.Next(good.Length) : good.Length).ToArray();
            for (int k = random.Next(1, 40); k > 0 && bad.Length > 0; k--)
                bad[random.Next(3) == 0 ? random.Next(Math.Min(64, bad.Length)) : random.Next(bad.Length)] = (byte)random.Next(256);
            try
            {
                var file = new ElfFile(bad);
                FunctionTable.Of(file);
                LineTable.Of(file);
                file.BuildId();
            }
            catch (ElfException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, rounds);
    }
}
