using Monster.Terminal;

namespace Monster.Doors.Tests;

/// <summary>The time that a board gives its caller is kept, and its end does not come as a surprise.</summary>
public sealed class TimeLeftBarTests
{
    private TimeSpan _left = TimeSpan.FromMinutes(10);
    private int _ends;

    [Fact]
    public void Warnings_come_at_five_three_two_and_one_minutes_and_once_each()
    {
        var said = Run(step: TimeSpan.FromSeconds(1));
        Assert.Equal([5, 3, 2, 1], said.Select(Minutes));
        Assert.Equal(1, _ends);
    }

    [Fact]
    public void A_moment_that_was_missed_still_warns()
    {
        var said = Run(step: TimeSpan.FromSeconds(150)); // looks at 10:00, 7:30, 5:00, 2:30, 0:00
        Assert.Equal([5, 3], said.Select(Minutes));
        Assert.Equal(1, _ends);
    }

    [Fact]
    public void A_call_that_begins_late_is_told_what_is_left_and_not_what_is_past()
    {
        _left = TimeSpan.FromSeconds(150);
        Assert.Equal([3, 2, 1], Run(step: TimeSpan.FromSeconds(1)).Select(Minutes));
    }

    [Fact]
    public void The_bar_asks_to_be_woken_when_the_next_word_is_due_and_hides_it_again()
    {
        var bar = new TimeLeftBar(() => _left, () => _ends++);
        Assert.Null(bar.Wake(TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromMinutes(5), bar.WakeAt);
        _left = TimeSpan.FromMinutes(5);
        Assert.NotNull(bar.Wake(TimeSpan.FromMinutes(5)));
        var screen = new CellBuffer(80, 24);
        bar.Draw(screen);
        Assert.Equal('Y', screen[1, 0].CodePoint);
        Assert.Equal(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(6), bar.WakeAt);
        _left -= TimeSpan.FromSeconds(6);
        Assert.Null(bar.Wake(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(6)));
        screen.Clear();
        bar.Draw(screen);
        Assert.Equal(' ', screen[1, 0].CodePoint);
        Assert.Equal(TimeSpan.FromMinutes(7), bar.WakeAt);
    }

    [Fact]
    public void Without_a_limit_nothing_is_said_and_nothing_waited_for()
    {
        var bar = new TimeLeftBar(() => null, () => _ends++);
        Assert.Null(bar.Wake(TimeSpan.Zero));
        Assert.Null(bar.WakeAt);
        Assert.Equal(0, _ends);
    }

    private static int Minutes(string line) => line.Split(' ').Select(word => int.TryParse(word, out int number) ? number : 0).Max();

    private List<string> Run(TimeSpan step)
    {
        var bar = new TimeLeftBar(() => _left, () => _ends++);
        var said = new List<string>();
        for (var now = TimeSpan.Zero; _ends == 0; now += step, _left -= step)
        {
            if (bar.Wake(now) is { } line)
                said.Add(line);
        }

        Assert.Null(bar.Wake(TimeSpan.FromHours(1)));
        return said;
    }
}
