using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monster.Hecke;

/// <summary>
/// The public walk on the 71 shards that chooses the game of the day; anybody can make it again. Each month it begins on shard 17, and each day it takes one
/// isogeny, of degree 71 on the first, then 59, 47, ..., 2, and round again. Which one is drawn by SHA-256 of a text that holds the date.
/// </summary>
/// <remarks>
/// <para>The walk never takes back the isogeny it came by: the next day's degree is another prime, and an isogeny and its dual have the same degree. (It may come back to
/// a shard on another way.) Where it goes on within a day, to find a shard that has a game, the step back is left out of the choice.</para>
/// <para>All T_p commute and are symmetric, so the distance from the uniform distribution after steps of degrees p, q, ... is at most
/// 1/2 sqrt(70) rho(p) rho(q) ..., rho(p) as in <see cref="IsogenyWalk.Rho"/>: the eigenvectors are the same for all.</para>
/// </remarks>
public sealed class DailyWalk
{
    /// <summary>Where each month begins.</summary>
    public const int FirstShard = 17;

    /// <summary>How far the walk goes on in a day for a shard that has a game.</summary>
    public const int MaxSteps = 10_000;

    private const string Text = "monster daily walk 1\n";

    private readonly IHeckeModules _modules;

    /// <summary>The walk as the modules tell it.</summary>
    public DailyWalk(IHeckeModules modules) => _modules = modules;

    /// <summary>p of a day's T_p.</summary>
    public static int PrimeOf(DateOnly day)
    {
        var primes = MonsterPrimes.All;
        return primes[^(1 + ((day.Day - 1) % primes.Length))];
    }

    /// <summary>The days of a month from its first to a day.</summary>
    /// <exception cref="HeckeModuleException">A module that is asked is missing or damaged.</exception>
    public IReadOnlyList<WalkDay> Until(DateOnly day)
    {
        var days = new List<WalkDay>();
        int shard = FirstShard;
        double bound = IsogenyWalk.Bound(71, 1, 0);
        for (int i = 1; i <= day.Day; i++)
        {
            var date = new DateOnly(day.Year, day.Month, i);
            int prime = PrimeOf(date);
            int from = shard;
            var choices = _modules.Neighbours(from, prime);
            shard = choices[Draw(date, 1, choices.Count)];
            bound *= 2 * Math.Sqrt(prime) / (prime + 1);
            days.Add(new WalkDay(date, prime, from, shard, bound));
        }

        return days;
    }

    /// <summary>
    /// From a day's shard on, by the same T_p and never a step back, to the first shard that has a game: the day's game. Tomorrow's walk goes on from the day's
    /// shard, not from there, so that the walk itself is the same whatever games there are.
    /// </summary>
    /// <param name="day">The day.</param>
    /// <param name="hasGame">Which shards have a game.</param>
    /// <returns>The shards passed: the first is the day's, the last has a game.</returns>
    /// <exception cref="HeckeModuleException">A module that is asked is missing or damaged.</exception>
    /// <exception cref="ArgumentException">No shard that the walk came to has a game.</exception>
    public IReadOnlyList<int> ToGame(WalkDay day, Func<int, bool> hasGame)
    {
        var path = new List<int> { day.Shard };
        int from = day.From;
        for (int step = 2; !hasGame(path[^1]); step++)
        {
            if (step > MaxSteps)
                throw new ArgumentException("None of the shards the walk came to has a game.", nameof(hasGame));
            var choices = _modules.Neighbours(path[^1], day.Prime).ToList();
            choices.Remove(from);
            from = path[^1];
            path.Add(choices[Draw(day.Day, step, choices.Count)]);
        }

        return path;
    }

    /// <summary>
    /// The first eight bytes, big end first, of SHA-256 of the text <c>monster daily walk 1</c>, the date as <c>2026-11-25</c> and the step's number in the day
    /// from 1, each ended by a line feed; modulo the number of choices.
    /// </summary>
    private static int Draw(DateOnly day, int step, int choices)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{Text}{day:yyyy-MM-dd}\n{step}\n");
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(text))) % (ulong)choices);
    }
}
