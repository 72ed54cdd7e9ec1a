using System.CommandLine;
using System.Globalization;
using Monster.Hecke.Modules;

namespace Monster.Cli.Hecke;

/// <summary><c>monster hecke module</c>: what one of the 71 modules is, and running its functions.</summary>
public static class HeckeModuleCommand
{
    private const int MaxValues = 1_000_000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var layer = new Argument<int>("LAYER") { Description = "The shard, 0 to 70." };
        return new Command("module", "Look at one of the 71 modules, or run it.") { layer, Info(layer), Run(layer) };
    }

    private static Command Info(Argument<int> layer)
    {
        var folder = HeckeFolder.Option();
        var json = JsonOutput.Option();
        var command = new Command("info", "Say what the module is.") { folder, json };
        command.SetAction(result =>
        {
            using var host = HeckeFolder.Open(result.GetValue(folder));
            var module = host.Manifest.Modules[Shard(result.GetRequiredValue(layer))];
            using var running = host.Start(module.Layer);
            if (result.GetValue(json))
                WriteJson(result.InvocationConfiguration.Output, module, running);
            else
                Write(result.InvocationConfiguration.Output, module, running);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Run(Argument<int> layer)
    {
        var function = new Argument<string>("FUNCTION") { Description = "neighbours [SHARD], residue N, apply V0 ... V70, apply_row SHARD V0 ... V70, hecke_apply A0 A1 ..., qexp WEIGHT CHI A0 A1 ..., qexp_mod WEIGHT CHI MODULUS A0 A1 ..." };
        var values = new Argument<string[]>("VALUES") { Description = "Whole numbers. A single - reads them from standard input.", Arity = ArgumentArity.ZeroOrMore };
        var folder = HeckeFolder.Option();
        var json = JsonOutput.Option();
        var command = new Command("run", "Run a function of the module in Wasmtime.") { function, values, folder, json };
        command.SetAction(result =>
        {
            using var host = HeckeFolder.Open(result.GetValue(folder));
            using var module = host.Start(Shard(result.GetRequiredValue(layer)));
            long[] numbers = Numbers(result.GetRequiredValue(values));
            string name = result.GetRequiredValue(function);
            var (status, answer) = Call(module, name, numbers);
            if (status != ModuleStatus.Ok)
                throw new CommandException($"The module refused {name}: {Reason(status, module, numbers.Length)}");
            if (result.GetValue(json))
            {
                JsonOutput.WriteObject(result.InvocationConfiguration.Output, writer =>
                {
                    writer.WriteNumber("layer", module.Shard);
                    writer.WriteString("function", name);
                    writer.WriteStartArray("result");
                    foreach (long value in answer)
                        writer.WriteStringValue($"{value}");
                    writer.WriteEndArray();
                });
            }
            else
            {
                result.InvocationConfiguration.Output.WriteLine(string.Join(' ', answer));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static (ModuleStatus Status, long[] Answer) Call(HeckeModuleInstance module, string function, long[] v)
    {
        // As many coefficients of the image as the input allows.
        long[] Image(int parameters) => v.Length > parameters ? new long[((v.Length - parameters - 1) / module.Prime) + 1] : throw new CommandException($"{function} takes more numbers: 'monster hecke module LAYER run --help' lists them.");
        long[] image;
        switch (function)
        {
            case "neighbours":
                return (ModuleStatus.Ok, [.. module.Neighbours(v.Length == 0 ? module.Shard : Shard(v[0])).Select(n => (long)n)]);
            case "residue":
                Need(v, 1, function);
                return (ModuleStatus.Ok, [module.Residue(Int(v[0]))]);
            case "apply":
                image = new long[HeckeModule.Count];
                return (module.Apply(v, image), image);
            case "apply_row":
                Need(v, 1, function);
                return (module.ApplyRow(v.AsSpan(1), Int(v[0]), out long value), [value]);
            case "hecke_apply":
                image = Image(0);
                return (module.HeckeApply(v, image), image);
            case "qexp":
                image = Image(2);
                return (module.QExpansion(v.AsSpan(2), image, Int(v[0]), Int(v[1])), image);
            case "qexp_mod":
                int[] reduced = new int[Image(3).Length];
                var status = module.QExpansionModulo([.. v.Skip(3).Select(Int)], reduced, Int(v[0]), Int(v[1]), Int(v[2]));
                return (status, [.. reduced.Select(a => (long)a)]);
            default:
                throw new CommandException($"A module has no function '{function}': neighbours, residue, apply, apply_row, hecke_apply, qexp, qexp_mod.");
        }
    }

    private static void Need(long[] values, int count, string function)
    {
        if (values.Length < count)
            throw new CommandException($"{function} takes more numbers: 'monster hecke module LAYER run --help' lists them.");
    }

    private static string Reason(ModuleStatus status, HeckeModuleInstance module, int given) => status switch
    {
        ModuleStatus.BadLength => $"a vector on the shards has {HeckeModule.Count} values; {given} numbers were given.",
        ModuleStatus.Overflow => $"a value is larger than {long.MaxValue / (module.Prime + 1)}, up to where sums of {module.Prime + 1} are exact in 64 bits.",
        ModuleStatus.BadParameter => "a shard is 0 to 70, a weight 1 to 1,000, a character -1, 0 or 1, a modulus 2 to 2,147,483,647.",
        _ => status.ToString(),
    };

    private static long[] Numbers(string[] words)
    {
        if (words is ["-"])
            words = ReadWords(Console.In);
        if (words.Length > MaxValues)
            throw new CommandException($"At most {MaxValues:N0} numbers can be given.");
        return [.. words.Select(word => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new CommandException($"'{word}' is not a whole number of 64 bits."))];
    }

    private static string[] ReadWords(TextReader input)
    {
        char[] text = new char[(20 * MaxValues) + 1];
        int length = input.ReadBlock(text, 0, text.Length);
        return length == text.Length
            ? throw new CommandException($"At most {MaxValues:N0} numbers can be given.")
            : new string(text, 0, length).Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static int Shard(long shard) => shard is >= 0 and < HeckeModule.Count ? (int)shard : throw new CommandException($"There is no shard {shard}: they are 0 to {HeckeModule.Count - 1}.");

    private static int Int(long value) => value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new CommandException($"{value} does not fit 32 bits.");

    private static void Write(TextWriter output, HeckeManifestEntry module, HeckeModuleInstance running)
    {
        output.WriteLine($"{module.Wasm.Name}: the Hecke operator T_{running.Prime}");
        output.WriteLine($"curve       j = {running.Vertex} in characteristic {running.Level}, w^2 = 2; Frobenius conjugate: shard {running.Conjugate}");
        output.WriteLine($"neighbours  {string.Join(' ', running.Neighbours(running.Shard))}");
        output.WriteLine($"trace       {running.Trace} on the 71 shards");
        output.WriteLine($"eigenvalue  {running.Eigenvalue} on the cusp form of level 1 and weight {running.Weight}");
        output.WriteLine($"exact       apply: values up to {long.MaxValue / (running.Prime + 1)}; qexp, hecke_apply: modulo 2^64");
        output.WriteLine($"exports     {string.Join(' ', HeckeManifestEntry.Exports)}");
        output.WriteLine($"wasm        {module.Wasm.Bytes:N0} bytes, sha256 {module.Wasm.Sha256}");
        output.WriteLine($"wat         {module.Wat.Bytes:N0} bytes, sha256 {module.Wat.Sha256}");
    }

    private static void WriteJson(TextWriter output, HeckeManifestEntry module, HeckeModuleInstance running) => JsonOutput.WriteObject(output, writer =>
    {
        writer.WriteNumber("layer", running.Shard);
        writer.WriteNumber("prime", running.Prime);
        writer.WriteString("j", $"{running.Vertex}");
        writer.WriteNumber("frobenius", running.Conjugate);
        writer.WriteStartArray("neighbours");
        foreach (int k in running.Neighbours(running.Shard))
            writer.WriteNumberValue(k);
        writer.WriteEndArray();
        writer.WriteNumber("trace", running.Trace);
        writer.WriteNumber("weight", running.Weight);
        writer.WriteString("eigenvalue", $"{running.Eigenvalue}");
        writer.WriteString("largestExactValue", $"{long.MaxValue / (running.Prime + 1)}");
        writer.WriteString("wasm", module.Wasm.Name);
        writer.WriteNumber("bytes", module.Wasm.Bytes);
        writer.WriteString("sha256", module.Wasm.Sha256);
    });
}
