using System.Text;

namespace Monster.Bbs.Tests.Log;

public sealed class LogFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private string Segment => Directory.GetFiles(_folder.Path, "*.log").Order(StringComparer.Ordinal).Last();

    [Fact]
    public void Entries_come_back_in_order_after_the_log_was_closed()
    {
        using (var log = LogFile.Open(_folder.Path, 0))
        {
            log.Append([Entry("a"), Entry("b")]);
            log.Append([Entry("c")]);
            Assert.Equal(3UL, log.Last);
        }

        using var again = LogFile.Open(_folder.Path, 0);
        Assert.Equal(3UL, again.Last);
        Assert.Equal("1a 2b 3c", All(again, 1));
        Assert.Equal("2b 3c", All(again, 2));
        again.Append([Entry("d")]);
        Assert.Equal("4d", All(again, 4));
    }

    [Fact]
    public void A_last_batch_cut_at_any_byte_is_dropped_whole_and_the_log_goes_on()
    {
        long start, end;
        using (var log = LogFile.Open(_folder.Path, 0))
        {
            log.Append([Entry("kept")]);
            start = log.Bytes;
            log.Append([Entry("one"), Entry("two")]);
            end = log.Bytes;
        }

        byte[] whole = File.ReadAllBytes(Segment);
        foreach (int cut in Places(start, end))
        {
            File.WriteAllBytes(Segment, whole[..cut]);
            using (var log = LogFile.Open(_folder.Path, 0))
            {
                Assert.Equal("1kept", All(log, 1));
                log.Append([Entry("new")]);
            }

            using var again = LogFile.Open(_folder.Path, 0);
            Assert.Equal("1kept 2new", All(again, 1));
        }
    }

    [Fact]
    public void A_last_batch_of_which_any_byte_never_reached_the_disk_is_dropped()
    {
        long start, end;
        using (var log = LogFile.Open(_folder.Path, 0))
        {
            log.Append([Entry("kept")]);
            start = log.Bytes;
            log.Append([Entry("one"), Entry("two")]);
            end = log.Bytes;
        }

        byte[] whole = File.ReadAllBytes(Segment);
        foreach (int at in Places(start, end))
        {
            byte[] torn = [.. whole];
            torn[at] ^= 0x40;
            File.WriteAllBytes(Segment, torn);
            using var log = LogFile.Open(_folder.Path, 0);
            Assert.Equal("1kept", All(log, 1));
        }
    }

    [Fact]
    public void Damage_before_the_last_batch_is_found_and_never_read_over()
    {
        long end;
        using (var log = LogFile.Open(_folder.Path, 0))
        {
            log.Append([Entry("acknowledged long ago")]);
            end = log.Bytes;
            log.Append([Entry("the last")]);
        }

        byte[] whole = File.ReadAllBytes(Segment);
        foreach (int at in Places(0, end))
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x40;
            File.WriteAllBytes(Segment, damaged);
            var e = Assert.Throws<LogException>(() => LogFile.Open(_folder.Path, 0).Dispose());
            Assert.Contains("backup", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Segments_that_the_store_needs_no_more_are_dropped_and_the_numbers_go_on()
    {
        using (var log = LogFile.Open(_folder.Path, 0))
        {
            log.Append([Entry("a"), Entry("b")]);
            log.DropThrough(1);
            Assert.Equal("1a 2b", All(log, 1));
            log.DropThrough(2);
            Assert.Equal(3UL, log.First);
            Assert.Equal("", All(log, 1));
            log.Append([Entry("c")]);
        }

        using var again = LogFile.Open(_folder.Path, 0);
        Assert.Equal("3c", All(again, 1));
        Assert.Single(Directory.GetFiles(_folder.Path, "*.log"));
    }

    [Fact]
    public void A_missing_segment_in_the_middle_is_found()
    {
        using (var log = LogFile.Open(_folder.Path, 0))
        {
            byte[] large = new byte[8 * 1024 * 1024];
            for (int i = 0; i < 5; i++)
                log.Append([large]);
        }

        string[] segments = [.. Directory.GetFiles(_folder.Path, "*.log").Order(StringComparer.Ordinal)];
        Assert.Equal(3, segments.Length);
        File.Delete(segments[1]);
        Assert.Contains("missing", Assert.Throws<LogException>(() => LogFile.Open(_folder.Path, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_segment_or_of_a_later_version_is_refused()
    {
        LogFile.Open(_folder.Path, 0).Dispose();
        byte[] head = File.ReadAllBytes(Segment);
        head[7] = 2;
        File.WriteAllBytes(Segment, head);
        Assert.Contains("another version", Assert.Throws<LogException>(() => LogFile.Open(_folder.Path, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_to_what_the_store_has_costs_nothing()
    {
        long end;
        using (var log = LogFile.Open(_folder.Path, 0))
        {
            log.Append([Entry("a"), Entry("b")]);
            log.Append([Entry("c")]);
            log.Append([Entry("d")]);
            end = log.Bytes;
        }

        Damage(LogBatch.Block + 40); // in the first batch
        using (var log = LogFile.Open(_folder.Path, 2))
            Assert.Equal("3c 4d", All(log, 3));
        Assert.Throws<LogException>(() => LogFile.Open(_folder.Path, 1).Dispose());
        Damage(end - 1); // in the last
        using (var log = LogFile.Open(_folder.Path, 4))
        {
            Assert.Equal((5UL, 4UL), (log.First, log.Last));
            log.Append([Entry("e")]);
        }

        using var again = LogFile.Open(_folder.Path, 4);
        Assert.Equal("5e", All(again, 5));
    }

    [Fact]
    public void A_text_that_looks_like_a_batch_is_not_taken_for_one_behind_a_torn_end()
    {
        var board = Guid.NewGuid();
        using (var log = LogFile.Open(_folder.Path, 0, board))
        {
            log.Append([Entry("kept")]);
            // As somebody would post it who does not know the board's number, at every place where a batch could begin.
            byte[] forged = LogBatch.Encode(9, [Entry("forged")], 0, Guid.NewGuid());
            byte[] entry = new byte[LogBatch.Block - LogBatch.HeadBytes - sizeof(int) + (2 * forged.Length)];
            forged.CopyTo(entry, entry.Length - (2 * forged.Length));
            forged.CopyTo(entry, entry.Length - forged.Length);
            log.Append([entry]);
        }

        byte[] whole = File.ReadAllBytes(Segment);
        Assert.Equal("MBAT"u8, whole.AsSpan(3 * LogBatch.Block, 4));
        Damage((2 * LogBatch.Block) + 40);
        using var again = LogFile.Open(_folder.Path, 0, board);
        Assert.Equal("1kept", All(again, 1));
    }

    [Fact]
    public void The_log_of_another_board_is_refused()
    {
        LogFile.Open(_folder.Path, 0, Guid.NewGuid()).Dispose();
        Assert.Contains("another board", Assert.Throws<LogException>(() => LogFile.Open(_folder.Path, 0, Guid.NewGuid())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_that_a_crash_left_without_a_name_is_removed()
    {
        File.WriteAllBytes(_folder["00000000000000000001.log.new"], [1, 2, 3]);
        using var log = LogFile.Open(_folder.Path, 0);
        log.Append([Entry("a")]);
        Assert.Equal("1a", All(log, 1));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Some places of a range: all near its ends and near those of blocks, where heads lie, and some between.</summary>
    private static IEnumerable<int> Places(long start, long end)
    {
        for (int at = (int)start; at < end; at++)
        {
            if (at % LogBatch.Block is < 60 or >= LogBatch.Block - 5 || at - start < 60 || at % 97 == 0)
                yield return at;
        }
    }

    private void Damage(long at)
    {
        byte[] bytes = File.ReadAllBytes(Segment);
        bytes[at] ^= 0x40;
        File.WriteAllBytes(Segment, bytes);
    }

    private static ReadOnlyMemory<byte> Entry(string text) => Encoding.UTF8.GetBytes(text);

    private static string All(LogFile log, ulong from) => string.Join(' ', log.Read(from).Select(e => $"{e.Index}{Encoding.UTF8.GetString(e.Entry.Span)}"));
}
