using System.Runtime.CompilerServices;

namespace Monster.Trace.Plugin.Tests;

/// <summary>The layout of the shared file: what emitted machine code and another process both rely on.</summary>
public sealed class StreamLayoutTests
{
    [Fact]
    public void Areas_of_the_shared_file_do_not_overlap()
    {
        (long From, long Length)[] areas =
        [
            (0, StreamLayout.CursorsAt),
            (StreamLayout.CursorsAt, StreamLayout.MaxCpus * 8L),
            (StreamLayout.CpuStatesAt, StreamLayout.MaxCpus * (long)Unsafe.SizeOf<CpuState>()),
            (StreamLayout.ChunkStatesAt, StreamLayout.Chunks * (long)Unsafe.SizeOf<ChunkState>()),
            (StreamLayout.LogAt, StreamLayout.LogSize),
            (StreamLayout.ChunksAt, (long)StreamLayout.Chunks << StreamLayout.ChunkShift),
            (StreamLayout.CountersAt, (long)StreamLayout.MaxCountedCpus << StreamLayout.CountersShift),
        ];
        for (int i = 1; i < areas.Length; i++)
            Assert.True(areas[i - 1].From + areas[i - 1].Length <= areas[i].From, $"area {i - 1} runs into area {i}");
        Assert.True(StreamLayout.TargetAt + 64 <= StreamLayout.CursorsAt);
    }

    [Fact]
    public void Chunks_begin_at_multiples_of_their_size_or_their_end_would_be_missed() =>
        Assert.Equal(0, StreamLayout.ChunksAt % StreamLayout.ChunkSize);

    [Fact]
    public void States_have_the_sizes_of_the_layout()
    {
        Assert.Equal(64, Unsafe.SizeOf<CpuState>());
        Assert.Equal(32, Unsafe.SizeOf<ChunkState>());
        Assert.Equal(32, Unsafe.SizeOf<LogRecord>());
    }

    [Fact]
    public void The_magic_spells_its_name() => Assert.Equal("MONTRACE", System.Text.Encoding.ASCII.GetString(BitConverter.GetBytes(StreamLayout.Magic)));
}
