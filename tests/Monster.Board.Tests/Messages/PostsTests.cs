using Monster.Board.Messages;
using Monster.Board.People;
using Monster.Testing;

namespace Monster.Board.Tests.Messages;

/// <summary>Posts, threads, new-scan, mail and the wall, as the state orders them.</summary>
public sealed class PostsTests
{
    private readonly Run _run = new();

    [Fact]
    public void A_random_history_of_posts_gives_threads_by_last_answer_and_a_new_scan_in_order()
    {
        var random = RandomRuns.New(out int seed);
        uint[] people = [_run.Person("Alice"), _run.Person("Bob")];
        var model = new List<(ulong Id, byte Shard, ulong Thread)>();
        for (int i = 0; i < 300; i++)
        {
            var answered = model.Count > 0 && random.Next(3) > 0 ? model[random.Next(model.Count)] : default;
            byte shard = answered.Id == 0 ? (byte)random.Next(3) : answered.Shard;
            ulong id = _run.Must(new AddPost(_run.Now, people[random.Next(2)], shard, answered.Id, $"S{i}", $"B{i}"));
            model.Add((id, shard, answered.Id == 0 ? id : answered.Thread));
        }

        for (byte shard = 0; shard < 3; shard++)
        {
            var here = model.Where(post => post.Shard == shard).ToList();
            var threads = here.GroupBy(post => post.Thread).OrderByDescending(thread => thread.Max(post => post.Id)).ToList();
            Assert.True(threads.Select(thread => thread.Key).SequenceEqual(Posts.Threads(_run.Store, shard).Select(thread => thread.Id)), $"seed {seed}");
            foreach (var thread in threads)
            {
                Assert.True(thread.Select(post => post.Id).SequenceEqual(Posts.Thread(_run.Store, thread.Key).Select(post => post.Id)), $"seed {seed}");
                Assert.Equal((uint)thread.Count(), Posts.FindThread(_run.Store, thread.Key)!.Posts);
            }

            uint from = (uint)random.Next(here.Count + 1);
            Assert.True(here.Skip((int)from).Select(post => post.Id).SequenceEqual(Posts.After(_run.Store, shard, from).Select(post => post.Id)), $"seed {seed}");
            var page = Posts.Threads(_run.Store, shard).Take(5).ToList();
            Assert.True(Posts.Threads(_run.Store, shard).Skip(5).SequenceEqual(Posts.Threads(_run.Store, shard, page[^1].LastPost)), $"seed {seed}");
        }
    }

    [Fact]
    public void What_would_do_something_to_a_screen_is_no_post()
    {
        uint alice = _run.Person("Alice");
        foreach (string bad in new[] { "bell\a", "\u001b[2J", "\u202Eevil", "a\u0300\u0301\u0302", "x\u200By", "trailing  \n" })
        {
            Assert.Contains("cannot be shown", _run.Not(new AddPost(_run.Now, alice, 0, 0, "S", bad)), StringComparison.Ordinal);
            Assert.True(CleanText.IsBlock(CleanText.Block(bad)));
        }

        _run.Not(new AddPost(_run.Now, alice, 0, 0, "two\nlines", "B"));
        _run.Not(new AddPost(_run.Now, alice, 71, 0, "S", "B"));
        _run.Not(new AddPost(_run.Now, 99, 0, 0, "S", "B"));
    }

    [Fact]
    public void A_giant_post_is_refused_whole_and_one_at_the_limit_is_kept_whole()
    {
        uint alice = _run.Person("Alice");
        string giant = new('x', MessageLimits.Body);
        ulong id = _run.Must(new AddPost(_run.Now, alice, 0, 0, "S", giant));
        Assert.Equal(giant, Posts.Find(_run.Store, id)!.Body);
        Assert.Contains("at most", _run.Not(new AddPost(_run.Now, alice, 0, 0, "S", giant + "x")), StringComparison.Ordinal);
        Assert.Single(Posts.By(_run.Store, alice));
    }

    [Fact]
    public void Only_the_author_or_a_sysop_removes_a_post_and_only_sysops_write_where_the_board_says_so()
    {
        uint sysop = _run.Person("Sue", isSysop: true);
        uint alice = _run.Person("Alice");
        uint bob = _run.Person("Bob");
        ulong post = _run.Must(new AddPost(_run.Now, alice, 5, 0, "S", "B"));
        Assert.Contains("Only its author", _run.Not(new RemovePost(post, bob)), StringComparison.Ordinal);
        _run.Must(new RemovePost(post, sysop));
        _run.Not(new RemovePost(post, alice));
        _run.Must(new EditBoard(5, "News", "From the sysop", AccountLevel.Guest, AccountLevel.Sysop));
        Assert.Contains("Only sysops", _run.Not(new AddPost(_run.Now, alice, 5, 0, "S", "B")), StringComparison.Ordinal);
        _run.Must(new AddPost(_run.Now, sysop, 5, 0, "S", "B"));
        Assert.Equal(("News", 2u), (MessageBoards.Find(_run.Store, 5).Name, MessageBoards.Find(_run.Store, 5).LastNumber));
    }

    [Fact]
    public void A_read_mark_only_goes_forward()
    {
        uint alice = _run.Person("Alice");
        _run.Must(new MarkRead(alice, 5, 10));
        _run.Must(new MarkRead(alice, 5, 3));
        Assert.Equal(10u, ReadMarks.Find(_run.Store, alice, 5));
    }

    [Fact]
    public void A_letter_has_a_copy_at_each_end_and_deleting_one_leaves_the_other()
    {
        uint alice = _run.Person("Alice");
        uint bob = _run.Person("Bob");
        ulong id = _run.Must(new SendMail(_run.Now, alice, bob, [1], [2]));
        Assert.Equal(1, MailBox.Unread(_run.Store, bob));
        _run.Must(new ReadMail(bob, id));
        Assert.Equal(0, MailBox.Unread(_run.Store, bob));
        _run.Must(new DeleteMail(bob, MailFolder.In, id));
        Assert.Empty(MailBox.In(_run.Store, bob, MailFolder.In));
        Assert.Equal([2], MailBox.Find(_run.Store, alice, MailFolder.Sent, id)!.Sealed);
        Assert.Contains("not there", _run.Not(new ReadMail(bob, id)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_mailbox_refuses_the_next_letter_and_keeps_all_it_has()
    {
        uint alice = _run.Person("Alice");
        uint bob = _run.Person("Bob");
        for (int i = 0; i < MessageLimits.MailPerFolder; i++)
            _run.Must(new SendMail(_run.Now, alice, bob, [1], [2]));
        Assert.Contains("mailbox of Bob is full", _run.Not(new SendMail(_run.Now, alice, bob, [1], [2])), StringComparison.Ordinal);
        Assert.Equal(MessageLimits.MailPerFolder, MailBox.In(_run.Store, bob, MailFolder.In).Count());
        _run.Must(new SendMail(_run.Now, alice, alice, [1], [2]));
        Assert.Equal(MessageLimits.MailPerFolder, MailBox.In(_run.Store, alice, MailFolder.Sent).Count());
    }

    [Fact]
    public void The_wall_keeps_its_last_lines_and_they_go_by_their_author_or_a_sysop()
    {
        uint sysop = _run.Person("Sue", isSysop: true);
        uint alice = _run.Person("Alice");
        for (int i = 0; i <= MessageLimits.OneLiners; i++)
            _run.Must(new AddOneLiner(_run.Now, i % 2 == 0 ? alice : sysop, $"line {i}"));
        var lines = OneLiners.All(_run.Store).ToList();
        Assert.Equal(MessageLimits.OneLiners, lines.Count);
        Assert.Equal($"line {MessageLimits.OneLiners}", lines[0].Text);
        _run.Not(new RemoveOneLiner(lines[1].Id, alice));
        _run.Must(new RemoveOneLiner(lines[0].Id, alice));
        _run.Must(new RemoveOneLiner(lines[2].Id, sysop));
    }
}
