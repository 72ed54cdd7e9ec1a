using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Monster.Hecke;
using Monster.Hecke.Modules;

namespace Monster.Bench;

/// <summary>
/// The Hecke library against PARI, FLINT and eclib from Debian (pari-gp, libflint-dev, libec-dev with libntl-dev), and the 71 modules in V8, in
/// one run: ours takes turns before and after each of theirs, and the shortest wall time of each counts. What the first call costs is measured
/// in fresh processes: it holds the compiling of every method and the making of every table.
/// </summary>
internal static class HeckeBench
{
    private const int Limit = 1_000_000;
    private const int Turns = 10;
    private const int ColdTurns = 5;
    private const int Level = 5077;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly Dictionary<string, Action> Works = new()
    {
        ["tau"] = () => Tau(TransformKernel.Best),
        ["curve"] = () => EtaProducts.Level11(Limit),
        ["counted"] = () => EllipticCurve.Curve37a1.NewformCoefficients(Limit + 1),
        ["symbols"] = () => Symbols(Level),
        ["symbols853"] = () => Symbols(853),
        ["graph"] = Matrices,
    };

    /// <summary>One call of one work, in a process that has done nothing else: prints its milliseconds.</summary>
    public static void RunCold(TextWriter output, string work)
    {
        var ours = new Ours(work);
        ours.Once();
        output.WriteLine(ours.Best.ToString(CultureInfo.InvariantCulture));
    }

    public static void Run(TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("monster-hecke-bench-").FullName;
        try
        {
            output.WriteLine($"Widths: {string.Join(", ", Enum.GetValues<TransformKernel>().Skip(1).Select(k => $"{k} {Milliseconds(() => Tau(k), 2):F0} ms"))} for tau up to 10^6");
            var tau = new Ours("tau");
            var curve = new Ours("curve");
            var counted = new Ours("counted") { Turns = 2 };
            var graph = new Ours("graph");
            var symbols = new Ours("symbols");
            var symbols853 = new Ours("symbols853");
            Ours[] all = [tau, curve, counted, graph, symbols, symbols853];
            foreach (var ours in all)
                ours.MeasureCold();
            Turn(all);
            var pari = Pari(folder);
            Turn(all);
            double? flint = Flint(folder);
            Turn(all);
            double? eclib = Eclib(folder);
            Turn(all);
            output.WriteLine();
            output.WriteLine("| what | ours, first call of a fresh process | that process from start to end | ours, shortest | peer | ratio | goal |");
            output.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
            Row(output, "tau(n), n <= 10^6, exact, against PARI `mfcoefs(mfDelta)`", tau, pari.GetValueOrDefault("tau"), "15");
            Row(output, "the same against FLINT `arith_ramanujan_tau_series`", tau, flint, "8");
            Row(output, "a_n of 11a1, n <= 10^6, against PARI `ellan`", curve, pari.GetValueOrDefault("curve"), "30");
            Row(output, "a_n of 37a1, n <= 10^6, by counting points as for any curve, against PARI `ellan`", counted, pari.GetValueOrDefault("curve37"), "-");
            Row(output, "level 5077, weight 2, the space and the 15 T_p, against eclib", symbols, eclib, "5");
            Row(output, "level 853, the same, against PARI `msinit`, `mshecke`", symbols853, pari.GetValueOrDefault("symbols853"), "-");
            Row(output, "the 15 matrices on the 71 shards, from nothing, against PARI `polmodular` (curves given)", graph, pari.GetValueOrDefault("graph"), "9");
            output.WriteLine();
            WriteModules(output, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Turn(Ours[] all)
    {
        foreach (var ours in all)
            ours.Turn();
    }

    private static void Row(TextWriter output, string what, Ours ours, double? peer, string goal) => output.WriteLine(peer is { } ms and > 0
        ? $"| {what} | {ours.Cold:F0} ms | {ours.Process:F0} ms | {ours.Best:F1} ms | {ms:F0} ms | {ms / ours.Best:F1} | {goal} |"
        : $"| {what} | {ours.Cold:F0} ms | {ours.Process:F0} ms | {ours.Best:F1} ms | not installed | - | {goal} |");

    private static Int128 Tau(TransformKernel kernel) => RamanujanTau.Table(Limit, kernel)[Limit];

    private static void Matrices()
    {
        var graph = new SupersingularGraph();
        foreach (int p in MonsterPrimes.All)
            graph.HeckeMatrix(p);
    }

    private static void Symbols(int level)
    {
        var symbols = new ModularSymbols(level);
        foreach (int p in MonsterPrimes.All)
            symbols.HeckeMatrix(p);
    }

    private static Dictionary<string, double> Pari(string folder)
    {
        string curves = string.Join(",", new SupersingularGraph().Vertices.Select(j => $"[{j.A},{j.B}]"));
        string script = Text("pari.gp").Replace("CURVES]", curves + "]", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "pari.gp"), script);
        return Said("gp", ["-q", "-f", Path.Combine(folder, "pari.gp")])?.Split('\n').Select(line => line.Split(' ')).Where(words => words.Length == 2 && words[0] != "edges")
            .ToDictionary(words => words[0], words => double.Parse(words[1], CultureInfo.InvariantCulture)) ?? [];
    }

    private static double? Flint(string folder)
    {
        string source = Path.Combine(folder, "flint.c");
        File.WriteAllText(source, Text("flint.c"));
        if (Said("cc", ["-O2", source, "-o", Path.Combine(folder, "flint"), "-lflint", "-lgmp"]) is null || Said(Path.Combine(folder, "flint"), []) is not { } said)
            return null;
        string[] words = said.Trim().Split(' ');
        if (words[1] != Tau(TransformKernel.Best).ToString(CultureInfo.InvariantCulture))
            throw new InvalidOperationException($"FLINT says tau(10^6) = {words[1]}.");
        return double.Parse(words[0], CultureInfo.InvariantCulture);
    }

    private static double? Eclib(string folder)
    {
        string source = Path.Combine(folder, "eclib.cc");
        File.WriteAllText(source, Text("eclib.cc"));
        if (Said("c++", ["-O2", "-std=c++17", source, "-o", Path.Combine(folder, "eclib"), "-lec", "-lpari", "-lntl", "-lgmp"]) is null)
            return null;
        double best = double.MaxValue;
        for (int i = 0; i < 12 && Said(Path.Combine(folder, "eclib"), [$"{Level}"]) is { } said; i++)
        {
            string[] words = said.Trim().Split('\n')[^1].Split(' ');
            best = Math.Min(best, double.Parse(words[0], CultureInfo.InvariantCulture) + double.Parse(words[1], CultureInfo.InvariantCulture));
        }

        return best < double.MaxValue ? best : null;
    }

    private static void WriteModules(TextWriter output, string folder)
    {
        var modules = HeckeModule.BuildAll();
        foreach (var (name, content) in HeckeModule.Files(modules))
            File.WriteAllBytes(Path.Combine(folder, name), content);
        File.WriteAllText(Path.Combine(folder, "modules.mjs"), Text("modules.mjs"));
        output.WriteLine($"The 71 modules: {modules.Sum(m => m.Wasm.Length):N0} bytes in all, uncompressed (goal: 180 KB).");
        output.WriteLine($"In Node, milliseconds to load, instantiate and check all 71 and microseconds to apply T_2 and T_71: {Said("node", [Path.Combine(folder, "modules.mjs"), folder])?.Trim() ?? "not installed"} (goals: 250, 0.3, 3)");
    }

    private static double Milliseconds(Func<Int128> work, int turns) => Enumerable.Range(0, turns).Min(_ =>
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalMilliseconds;
    });

    private static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"hecke:{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>What a program printed, or null when it is not there or failed.</summary>
    private static string? Said(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
            process.StandardInput.Close();
            var said = process.StandardOutput.ReadToEndAsync();
            var complaints = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                return null;
            }

            complaints.GetAwaiter().GetResult();
            return process.ExitCode == 0 ? said.GetAwaiter().GetResult() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private sealed class Ours(string work)
    {
        public int Turns { get; init; } = HeckeBench.Turns;

        /// <summary>The first call in a process of its own, the middle one of several: milliseconds.</summary>
        public double Cold { get; private set; }

        /// <summary>That process from start to end, the .NET runtime's own start included.</summary>
        public double Process { get; private set; }

        public double Best { get; private set; } = double.MaxValue;

        public void MeasureCold()
        {
            var turns = Enumerable.Range(0, ColdTurns).Select(_ =>
            {
                var clock = Stopwatch.StartNew();
                string said = Said(Environment.ProcessPath!, [typeof(HeckeBench).Assembly.Location, "hecke-cold", work]) ?? throw new InvalidOperationException($"The process that measures the first call of {work} failed.");
                return (Call: double.Parse(said, CultureInfo.InvariantCulture), Process: clock.Elapsed.TotalMilliseconds);
            }).ToArray();
            Cold = turns.Select(t => t.Call).Order().ElementAt(ColdTurns / 2);
            Process = turns.Select(t => t.Process).Order().ElementAt(ColdTurns / 2);
        }

        public void Turn()
        {
            for (int i = 0; i < Turns; i++)
                Once();
        }

        public void Once()
        {
            var clock = Stopwatch.StartNew();
            Works[work]();
            Best = Math.Min(Best, clock.Elapsed.TotalMilliseconds);
        }
    }
}
