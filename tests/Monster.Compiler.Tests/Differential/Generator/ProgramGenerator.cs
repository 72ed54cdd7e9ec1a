using System.Globalization;
using System.Text;

namespace Monster.Compiler.Tests.Differential;

/// <summary>
/// Writes one random game in the language that cartridges are written in. Every program ends: loops are counted, calls go
/// only to methods already written, and the steps of everything are bounded while it is being written.
/// </summary>
internal sealed partial class ProgramGenerator
{
    private const long UpdateSteps = 40_000;
    private const long MethodSteps = 2_500;

    private readonly Random _random;
    private readonly Coverage _coverage;
    private readonly List<Variable> _locals = [];
    private readonly List<Variable> _fields = [];
    private readonly List<Variable> _tables = [];
    private readonly List<Method> _methods = [];
    private readonly List<Ty> _enums = [];
    private readonly List<Ty> _structs = [];
    private readonly List<Ty> _tuples = [];
    private readonly StringBuilder _types = new();
    private readonly StringBuilder _members = new();
    private readonly StringBuilder _init = new();
    private StringBuilder _out = new();
    private Scope _scope = new(null, true);
    private bool _indexing;
    private int _names;
    private int _risks;

    private ProgramGenerator(int seed, Coverage coverage)
    {
        _random = new Random(seed);
        _coverage = coverage;
        _risks = _random.Next(5) switch { 0 or 1 => 0, 2 or 3 => _random.Next(1, 3), _ => 5 };
        Seed = seed;
    }

    private int Seed { get; }

    /// <summary>A program; the same seed gives the same text.</summary>
    public static RandomProgram Generate(int seed, Coverage coverage)
    {
        var generator = new ProgramGenerator(seed, coverage);
        return new RandomProgram(seed, "Fuzz" + seed.ToString(CultureInfo.InvariantCulture), generator.Write());
    }

    private string Write()
    {
        DeclareEnums();
        DeclareStructs();
        DeclareClasses();
        DeclareFields();
        DeclareMethods();
        string update = UpdateMethod();
        string draw = DrawMethod();
        return $$"""
            using System;
            using Monster.Cartridge;
            using static Fuzzed{{Seed}}.Fixed;

            namespace Fuzzed{{Seed}};

            {{Fixed}}
            {{Box}}{{_types}}
            [Manifest(Title = "Fuzz {{Seed}}", Pitch = "A random program.", Help = "None.", StateBytes = 16384)]
            public sealed class Fuzz{{Seed}} : Game
            {
                private int _sum;
                private int _tick;

                public override int Score => _sum & 0x7FFFFFFF;

                private void Mix(int x) => _sum = (_sum * 31) ^ (x + (_sum >>> 15));

            {{_members}}
                protected override void Init()
                {
            {{_init}}    }

            {{update}}
            {{draw}}
            }

            """;
    }

    private int Next(int bound) => _random.Next(bound);

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Any<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private string Name(string prefix) => prefix + (_names++).ToString(CultureInfo.InvariantCulture);

    private void Note(string construct) => _coverage.Note(construct);

    /// <summary>Whether to write something here that may trap. Few programs do it, and those not often.</summary>
    private bool TakeRisk(int percent = 6)
    {
        if (_risks == 0 || !Chance(percent))
            return false;
        _risks--;
        return true;
    }

    /// <summary>Picks by weight among the choices that can be written here.</summary>
    private TResult Choose<TResult>(params (int Weight, Func<TResult?> Make)[] choices)
        where TResult : class
    {
        TResult? made = null;
        WriteOne([.. choices.Select(c => (c.Weight, new Func<bool>(() => (made = c.Make()) is not null)))]);
        return made!;
    }

    private void WriteOne(params (int Weight, Func<bool> Write)[] choices)
    {
        var open = choices.ToList();
        while (open.Count > 0)
        {
            int point = Next(open.Sum(c => c.Weight));
            int at = 0;
            while (point >= open[at].Weight)
                point -= open[at++].Weight;
            if (open[at].Write())
                return;
            open.RemoveAt(at);
        }

        throw new InvalidOperationException("Nothing can be written here.");
    }

    private void Line(string text) => _out.Append(' ', 4 * (_scope.Indent + 2)).Append(text).Append('\n');

    /// <summary>What surrounds the statement that is being written.</summary>
    private sealed record Scope(Ty? Owner, bool IsStatic)
    {
        public Ty? Returns { get; init; }

        public bool InGame => Owner is null && !IsStatic;

        public long Multiplier { get; set; } = 1;

        public long Cost { get; set; }

        public long Limit { get; init; } = MethodSteps;

        public int Indent { get; set; }

        public int Loops { get; set; }

        public int Switches { get; set; }

        public bool InLocalFunction { get; init; }

        public bool AllowReturn { get; init; } = true;
    }

    private bool Spend(long steps)
    {
        if (_scope.Cost + (steps * _scope.Multiplier) > _scope.Limit)
            return false;
        _scope.Cost += steps * _scope.Multiplier;
        return true;
    }
}

/// <param name="Source">A game in C#.</param>
internal sealed record RandomProgram(int Seed, string ClassName, string Source)
{
    public string FullName => $"Fuzzed{Seed}.{ClassName}";
}
