using Monster.Bench;

string what = args.FirstOrDefault() ?? "";
Console.WriteLine(Machine.Describe());
Console.WriteLine();
switch (what)
{
    case "kernels":
        using (var bench = new KernelBench())
            bench.Run(Console.Out);
        return 0;
    case "emit":
        Sources.Emit(args[1]);
        return 0;
    default:
        Console.Error.WriteLine("What to measure: kernels. To look at what is measured: emit FOLDER writes every module.");
        return 2;
}
