using Monster.Bbs.Screens;
using Monster.Bbs.Sessions;
using Monster.Board;
using Monster.Board.Messages;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Bbs.Tests.Screens;

/// <summary>Whole stories, told by callers in line mode to the real screens on a real data directory.</summary>
public sealed class StoryTests : IAsyncDisposable
{
    private readonly Board _board = new();

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    [Fact]
    public async Task The_first_account_becomes_sysop_by_the_code_and_the_code_works_once()
    {
        string code = _board.Services.Desk.SysopCode!.Text!;
        using var alice = _board.Call();
        await alice.RegisterAsync("Alice", code: code);
        Assert.True(alice.Caller.Login!.IsSysop);
        Assert.Contains("Sysop", alice.Heard, StringComparison.Ordinal);
        Assert.Null(_board.Services.Desk.SysopCode);
        using var bob = _board.Call("198.51.100.7");
        await bob.RegisterAsync("Bob");
        Assert.False(bob.Caller.Login!.IsSysop);
        Assert.DoesNotContain("X: Sysop", bob.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_post_answer_and_find_it_by_new_scan_and_by_words()
    {
        using var alice = _board.Call();
        await alice.RegisterAsync("Alice", code: "");
        await alice.SayAsync("", "b", "Boards", "12", "Nobody has written here yet", "w", "Subject:", "Horns at night", "Type your text", "How loud is too loud?", "> ", "/s", "Horns at night, by Alice");
        using var bob = _board.Call("198.51.100.7");
        await bob.RegisterAsync("Bob", code: "");
        await bob.SayAsync("", "n", "How loud is too loud?", "r", "Type your text", "/q", "> ", "Loud enough.", "> ", "/s", "Posted.");
        var posts = _board.Services.Board.Read(store => Posts.After(store, 12, 0).ToList());
        Assert.Equal(["How loud is too loud?", "> How loud is too loud?\n\nLoud enough."], posts.Select(post => post.Body));
        Assert.Equal(posts[0].Id, posts[1].Thread);
        await alice.SayAsync("", "esc", "Boards", "esc", "Main menu", "f", "Words", "enough", "Loud enough.", "esc");
    }

    [Fact]
    public async Task A_letter_is_read_by_both_ends_and_by_nobody_once_the_account_is_deleted()
    {
        using var alice = _board.Call();
        await alice.RegisterAsync("Alice", code: "");
        using var bob = _board.Call("198.51.100.7");
        await bob.RegisterAsync("Bob", code: "");
        await alice.SayAsync("", "m", "No letters", "w", "To:", "bob", "Subject:", "Psst", "Type your text", "The code is 71.", "> ", "/s", "Sent to bob.");
        await bob.SayAsync("Alice sent you a letter.", "m", "New: Psst, from Alice", "1", "The code is 71.", "esc", "Letters to you", "esc", "Main menu");
        foreach (string file in Directory.GetFiles(_board.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("board.lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain("The code is 71", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        byte[] key = _board.Services.Board.Read(store => Accounts.Find(store, "Bob"))!.KeyId;
        await bob.SayAsync("", "u", "Your account", "d", "Your posts", "2", "Password", "four small words", "for good?", "d");
        await bob.EndAsync();
        Assert.Null(_board.Services.Board.Read(store => Accounts.Find(store, "Bob")));
        Assert.False(File.Exists(Path.Combine(_board.Folder, "secrets", "people", Convert.ToHexStringLower(key))));
    }

    [Fact]
    public async Task A_member_who_goes_back_from_the_main_menu_is_asked_goodbye_and_stays_a_member()
    {
        using var alice = _board.Call();
        await alice.RegisterAsync("Alice", code: "");
        await alice.SayAsync("", "esc", "Goodbye?", "esc", "Main menu", "esc", "Goodbye?");
    }

    [Fact]
    public async Task Whoever_is_paged_comes_to_chat_by_one_key_and_both_hear_each_other()
    {
        using var alice = _board.Call();
        await alice.RegisterAsync("Alice", code: "");
        using var bob = _board.Call("198.51.100.7");
        await bob.RegisterAsync("Bob", code: "");
        await alice.SayAsync("", "p", "Page: who shall come", "2", "Chat: Alice and Bob");
        await bob.SayAsync("Alice asks you to chat", "f4", "Chat: Alice and Bob", "Good evening", "Bob: Good evening");
        await alice.SayAsync("Bob: Good evening", "And to you", "Alice: And to you");
        await bob.HearAsync("Alice: And to you");
    }

    [Fact]
    public async Task A_hang_up_while_writing_keeps_what_was_written()
    {
        using (var alice = _board.Call())
        {
            await alice.RegisterAsync("Alice", code: "");
            await alice.SayAsync("", "b", "Boards", "0", "Nobody has written", "w", "Subject:", "Long story", "Type your text", "It was a dark night.", "> ");
            await alice.HangUpAsync();
        }

        using var again = _board.Call();
        await again.SayAsync("Log in", "l", "Name", "alice", "Password", "four small words", "Hello, Alice", "", "Main menu", "b", "Boards", "0", "Nobody has written", "w", "when the line went down", "/s", "Posted.");
        Assert.Equal("It was a dark night.", _board.Services.Board.Read(store => Assert.Single(Posts.After(store, 0, 0))).Body);
    }

    [Fact]
    public async Task A_program_is_declared_under_the_account_and_taken_back()
    {
        using var alice = _board.Call();
        await alice.RegisterAsync("Alice", code: "");
        await alice.SayAsync("", "u", "A person plays here", "b", "Does a program play", "y", "Scores stand among programs");
        Assert.True(_board.Services.Board.Read(store => Players.Find(store, 1)).IsBot);
        await alice.SayAsync("", "b", "Does a person play", "y", "Scores stand among people");
        Assert.False(_board.Services.Board.Read(store => Players.Find(store, 1)).IsBot);
    }

    [Fact]
    public async Task Leaving_a_form_that_was_filled_in_asks_first_and_a_fresh_one_does_not()
    {
        using var alice = _board.Call();
        await alice.SayAsync("New here", "n", "Name", "esc", "New here", "n", "Name", "Alice", "Password", ".", "Leave this form?", "s", "Password", ".", "Leave this form?", "l", "New here", "");
        Assert.DoesNotContain("Leave this form", alice.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_a_line_that_was_written_asks_first_and_a_word_to_look_for_does_not()
    {
        using var alice = _board.Call();
        await alice.RegisterAsync("Alice", code: "");
        var words = new FormKeys(_board, alice);
        Assert.False(words.AsksAfter(new SearchScreen(words.Visit), "magnet"));
        Assert.True(words.AsksAfter(new SearchScreen(words.Visit), "the horn of my neighbour"));
        Assert.False(words.AsksAfter(new LogInScreen(words.Visit), "Mary Ann"));
        Assert.True(words.AsksAfter(new PromptScreen(words.Visit, "One-liner", "", "Line", 60, "write it", (_, _) => Task.FromResult("")), "Good night, all"));
        Assert.False(words.AsksAfter(new PromptScreen(words.Visit, "Password", "", "Password", 60, "go", (_, _) => Task.FromResult(""), isSecret: true), "four small words"));
    }

    [Fact]
    public async Task Who_has_the_web_pages_open_is_online_for_callers_too()
    {
        using var alice = _board.Call();
        await alice.RegisterAsync("Alice", code: "");
        using (_board.Services.Readers.Enter(new PageReader(9, "Wendy", DateTimeOffset.UtcNow)))
            await alice.SayAsync("", "i", "2. Wendy: On the web pages", "esc", "Main menu", "p", "2. Wendy", "2", "Wendy reads the web pages", "esc", "Main menu");
        await alice.SayAsync("", "i", "Type a number to choose.");
        Assert.Contains("1. Alice on node 1", alice.Heard, StringComparison.Ordinal);
        Assert.DoesNotContain("Wendy", alice.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_passwords_are_slowed_down_and_say_for_how_long()
    {
        using var mallory = _board.Call();
        await mallory.SayAsync("Log in", "l", "Name", "alice");
        for (int i = 0; i < 5; i++)
            await mallory.SayAsync("Password", "wrong password", "do not belong together");
        await mallory.SayAsync("Password", "wrong password", "Try again in");
    }

    /// <summary>Forms filled in at a terminal that is no more than keys.</summary>
    private sealed class FormKeys(Board board, Board.Talk talk)
    {
        public Visit Visit { get; } = new(board.Services, talk.Caller);

        /// <summary>Whether Escape asks after a text was typed.</summary>
        public bool AsksAfter(FormScreen form, string text)
        {
            var views = new OpenViews(() => { });
            views.Open(form);
            form.Shown(TimeSpan.Zero);
            foreach (char letter in text)
                form.Press(new KeyPress(letter), TimeSpan.Zero);
            form.Press(new KeyPress(KeyCode.Escape), TimeSpan.Zero);
            bool asks = views.Top is Confirm;
            views.CloseAll();
            return asks;
        }
    }
}
