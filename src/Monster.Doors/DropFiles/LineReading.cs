using System.Globalization;

namespace Monster.Doors;

/// <summary>One line while it is being read: its text, and what becomes of it.</summary>
internal sealed class LineReading(string text)
{
    /// <summary>The line, clean and without outer blanks.</summary>
    public string Text => text;

    /// <summary>How it was understood.</summary>
    public string Taken { get; private set; } = "";

    /// <summary>Why the file cannot be used; null when it can.</summary>
    public string? Fault { get; private set; }

    /// <summary>Says how the line was understood.</summary>
    public T As<T>(T value, string taken)
    {
        Taken = taken;
        return value;
    }

    /// <summary>The file cannot be used.</summary>
    public T Refuse<T>(T value, string why)
    {
        Fault = why;
        return value;
    }

    /// <summary>The text as it stands.</summary>
    public string Plain() => As(text, text.Length == 0 ? "not said" : "");

    /// <summary>A whole number; blank or unreadable is unknown, never zero. A fraction (WWIV writes seconds as 3600.00) is cut off.</summary>
    public long? Number()
    {
        if (text.Length == 0)
            return As<long?>(null, "not said");
        string whole = text.IndexOf('.', StringComparison.Ordinal) is > 0 and var point && text.AsSpan(point + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? text[..point] : text;
        if (long.TryParse(whole, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
            return As<long?>(number, number.ToString(CultureInfo.InvariantCulture));
        // Some boards write "unlimited" as more digits than any number has.
        bool isHuge = whole.Length > 0 && whole.All(char.IsAsciiDigit);
        return isHuge ? As<long?>(long.MaxValue, "more than can be counted") : As<long?>(null, "not a number: unknown");
    }

    /// <summary>A number from a range; anything else is unknown.</summary>
    public int? Number(int least, int most)
    {
        if (Number() is not { } number)
            return null;
        return number >= least && number <= most ? (int)number : As<int?>(null, $"not between {least} and {most}: unknown");
    }

    /// <summary>A time in units of so many seconds: never negative, at most a day.</summary>
    public TimeSpan? Time(int unitSeconds)
    {
        if (Number() is not { } number)
            return null;
        if (number < 0)
            return As<TimeSpan?>(null, "negative: no limit known");
        long most = (long)DoorFacts.MostTime.TotalSeconds / unitSeconds;
        return number > most
            ? As<TimeSpan?>(DoorFacts.MostTime, "more than a day: a day is used")
            : As<TimeSpan?>(TimeSpan.FromSeconds(number * unitSeconds), $"{number * unitSeconds / 60} min {number * unitSeconds % 60} s");
    }

    /// <summary>Y or N, 1 or 0; anything else is unknown.</summary>
    public bool? YesNo() => text.ToUpperInvariant() switch
    {
        "Y" or "1" or "YES" => As<bool?>(true, "yes"),
        "N" or "0" or "NO" => As<bool?>(false, "no"),
        "" => As<bool?>(null, "not said"),
        _ => As<bool?>(null, "neither Y nor N: unknown"),
    };

    /// <summary>A date in any form that boards write: with slashes, dashes or dots, and a year of two or four digits.</summary>
    public DateOnly? Date()
    {
        if (text.Length == 0)
            return As<DateOnly?>(null, "not said");
        string[] parts = text.Split('/', '-', '.');
        if (parts.Length != 3 || !parts.All(part => part.Length is > 0 and <= 4 && part.All(char.IsAsciiDigit)))
            return As<DateOnly?>(null, "not a date: unknown");
        int[] numbers = [.. parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        bool yearFirst = parts[0].Length == 4;
        var (year, month, day) = yearFirst ? (numbers[0], numbers[1], numbers[2]) : (numbers[2], numbers[0], numbers[1]);
        if (!yearFirst && parts[2].Length < 4)
            year += year < 70 ? 2000 : 1900;
        bool isDate = year is > 0 and < 10_000 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        return isDate
            ? As<DateOnly?>(new DateOnly(year, month, day), $"{year:0000}-{month:00}-{day:00}")
            : As<DateOnly?>(null, "no such day: unknown");
    }
}
