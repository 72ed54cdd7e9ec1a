using System.Text;
using Monster.Testing;

namespace Monster.Doors.Tests;

/// <summary>Whatever bytes a drop file has: an explanation or a refusal, within the limits, and nothing that steers a terminal.</summary>
public sealed class DropFileFuzzTests
{
    [Fact]
    public void Bytes_of_any_kind_never_do_harm() => RandomRuns.Run(4_000, random =>
    {
        var kind = (DropFileKind)random.Next(5);
        byte[] content = random.Next(3) == 0 ? Bytes(random) : Mutated(kind, random);
        try
        {
            var file = DropFileReader.Read(content, random.Next(2) == 0 ? kind : null, "FILE");
            Check(file);
        }
        catch (DropFileException e)
        {
            Assert.StartsWith("FILE", e.Message, StringComparison.Ordinal);
        }
    });

    private static void Check(DropFile file)
    {
        Assert.InRange(file.Lines.Count, 11, 100);
        Assert.All(file.Lines, line =>
        {
            Assert.True(line.Text.Length <= DropFileReader.MaxLine);
            Assert.DoesNotContain(line.Text, char.IsControl);
        });
        var facts = file.Facts;
        Assert.True(facts.TimeLeft is null || (facts.TimeLeft >= TimeSpan.Zero && facts.TimeLeft <= DoorFacts.MostTime));
        Assert.True(facts.UserNumber is null or > 0);
        Assert.True(facts.Node is null or > 0);
        Assert.True(facts.Width is null or > 0);
        Assert.True(facts.Handle is null or >= 0);
        if (file.Fault is null)
        {
            Assert.True(facts.Link != DoorLink.Socket || facts.Handle is not null);
            Assert.NotEmpty(facts.Name);
            // What was read can be written and read again.
            foreach (var kind in Enum.GetValues<DropFileKind>())
                _ = DropFileReader.Read(DropFileWriter.Write(kind, facts with { Link = DoorLink.Stdio }), kind, "FILE").Use();
        }
    }

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(0, 400)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Mutated(DropFileKind kind, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(Samples.Of(kind)).ToList();
        for (int i = random.Next(1, 12); i > 0 && bytes.Count > 1; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveAt(at);
                    break;
                case 1:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 2:
                    bytes.Insert(at, (byte)"0123456789-.\r\n\t "[random.Next(16)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(random.Next(40), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.Take(random.Next(Math.Min(30, bytes.Count))).ToArray());
                    break;
            }
        }

        return [.. bytes];
    }
}
