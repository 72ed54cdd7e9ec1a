using Monster.Board.People;

namespace Monster.Board.Tests.People;

/// <summary>Names: none that hides, none that passes for another.</summary>
public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Bo")]
    [InlineData("Zoë Ångström")]
    [InlineData("J. R. O'Neil")]
    [InlineData("Ωmega", false)]
    [InlineData("Ομηρος")]
    [InlineData("Мария")]
    [InlineData("さくら")]
    [InlineData("王小明")]
    [InlineData("two  spaces", false)]
    [InlineData("x", false)]
    [InlineData("--", false)]
    [InlineData(" lead", false)]
    [InlineData("trail ", false)]
    [InlineData("123456789012345678901", false)]
    [InlineData("Раul", false)] // Cyrillic Р and а, Latin u and l
    [InlineData("evil\u202Egnp", false)]
    [InlineData("zero\u200Bwidth", false)]
    [InlineData("bell\u0007", false)]
    [InlineData("esc\u001b[2J", false)]
    [InlineData("new\nline", false)]
    [InlineData("tag\uDB40\uDC41", false)]
    [InlineData("Za\u0337\u0338\u0335lgo", false)]
    [InlineData("Sysop", false)]
    [InlineData("5ys0p")]
    [InlineData("SYS0P", false)]
    [InlineData("Guest", false)]
    [InlineData("Admin", false)]
    public void Only_letters_digits_and_single_joiners_of_one_script_are_a_name(string name, bool isName = true) =>
        Assert.Equal(isName, PersonName.Fault(name) is null);

    [Theory]
    [InlineData("Bob", "b0b")]
    [InlineData("Bob", "B.o.b")]
    [InlineData("Illi", "1l1i")]
    [InlineData("Zoe", "Zoë")]
    [InlineData("Apec", "Арес")] // the second is Cyrillic
    [InlineData("Tom", "Тот", false)]
    [InlineData("Anna", "Hanna", false)]
    public void Names_that_look_alike_are_found_as_one(string one, string other, bool isSame = true) =>
        Assert.Equal(isSame, PersonName.Key(one) == PersonName.Key(other));

    [Fact]
    public void A_name_that_looks_like_one_that_is_taken_is_refused_and_says_so()
    {
        var run = new Run();
        run.Person("Bob");
        Assert.Contains("mistaken for B0b", run.Not(new Register(run.Now, "B0b", [1], [2], [], false)), StringComparison.Ordinal);
    }
}
