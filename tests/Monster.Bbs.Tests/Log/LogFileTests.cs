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
            start = new FileInfo(Segment).Length;
            log.Append([Entry("one"), Entry("two")]);
            end = new FileInfo(Segment).Length;
        }

        byte[] whole = File.ReadAllBytes(Segment);
        for (long cut = start; cut < end; cut++)
        {
            File.WriteAllBytes(Segment, whole[..(int)cut]);
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
        long start;
        using (var log = LogFile.Open(_folder.Path, 0))
        {
            log.Append([Entry("kept")]);
            start = new FileInfo(Segment).Length;
            log.Append([Entry("one"), Entry("two")]);
        }

        byte[] whole = File.ReadAllBytes(Segment);
        for (long at = start; at < whole.Length; at++)
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
            end = new FileInfo(Segment).Length;
            log.Append([Entry("the last")]);
        }

        byte[] whole = File.ReadAllBytes(Segment);
        for (int at = 0; at < end; at++)
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
            for (int i = 0; i < 17; i++)
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

    public void Dispose() => _folder.Dispose();

    private static ReadOnlyMemory<byte> Entry(string text) => Encoding.UTF8.GetBytes(text);

    private static string All(LogFile log, ulong from) => string.Join(' ', log.Read(from).Select(e => $"{e.Index}{Encoding.UTF8.GetString(e.Entry.Span)}"));
}
