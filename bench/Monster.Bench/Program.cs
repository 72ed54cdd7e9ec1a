using System.Globalization;
using Monster.Bench;
using Monster.Bench.Load;

string what = args.FirstOrDefault() ?? "";
if (what == "load-server" && args.Length == 3)
{
    await LoadServer.RunAsync(args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
    return 0;
}

if (what == "restart-open" && args.Length == 2)
{
    await RestartBench.OpenAsync(args[1]);
    return 0;
}

if (what == "hecke-cold" && args.Length == 2)
{
    HeckeBench.RunCold(Console.Out, args[1]);
    return 0;
}

Console.WriteLine(Machine.Describe());
Console.WriteLine();
switch (what)
{
    case "kernels":
        using (var bench = new KernelBench())
            bench.Run(Console.Out);
        return 0;
    case "compile":
        CompileBench.Run(Console.Out);
        return 0;
    case "instances":
        InstanceBench.Run(Console.Out);
        return 0;
    case "replay" or "frames" or "costs":
        using (var plays = new DemoPlays())
        {
            var measure = what switch { "replay" => PlayBench.Replay, "frames" => PlayBench.Frames, _ => (Action<DemoPlays, TextWriter>)PlayBench.Costs };
            measure(plays, Console.Out);
            if (plays.Missing.Count > 0)
                Console.WriteLine($"\nWithout a recorded play of this version: {string.Join(", ", plays.Missing)}.");
        }

        return 0;
    case "doors" when args.Length == 2:
        await DoorBench.RunAsync(Console.Out, args[1]);
        return 0;
    case "hecke":
        HeckeBench.Run(Console.Out);
        return 0;
    case "observatory":
        return await ObservatoryBench.RunAsync(Console.Out);
    case "posts":
        await BoardBench.PostsAsync(Console.Out, args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : null);
        return 0;
    case "restart" when args.Length == 4:
        await RestartBench.RunAsync(Console.Out, args[1], int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));
        return 0;
    case "submit":
        using (var plays = new DemoPlays())
            await SubmitBench.RunAsync(plays, Console.Out);
        return 0;
    case "ssh" when args.Length == 2:
        await SshBench.RunAsync(Console.Out, args[1]);
        return 0;
    case "start" when args.Length == 3:
        StartBench.Run(Console.Out, args[1], args[2]);
        return 0;
    case "load" when args.Length == 3:
        await LoadRun.PlayAsync(Console.Out, int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
        return 0;
    case "silent" when args.Length == 3:
        await LoadRun.SilentAsync(Console.Out, int.Parse(args[1], CultureInfo.InvariantCulture), args[2]);
        return 0;
    case "churn" when args.Length is >= 3 and <= 5:
        await LoadRun.ChurnAsync(
            Console.Out,
            int.Parse(args[1], CultureInfo.InvariantCulture),
            int.Parse(args[2], CultureInfo.InvariantCulture),
            args.Length > 3 ? double.Parse(args[3], CultureInfo.InvariantCulture) : 1_000,
            args.ElementAtOrDefault(4));
        return 0;
    case "emit" when args.Length == 2:
        Sources.Emit(args[1]);
        return 0;
    default:
        Console.Error.WriteLine("What to measure: kernels, compile, instances, replay, frames, costs, submit, hecke, observatory, posts [WRITERS], restart FOLDER POSTS SCORES, load SESSIONS SECONDS, churn SESSIONS SECONDS [CALLS-A-SECOND [MONSTER-DLL]], silent CONNECTIONS MONSTER-DLL, doors FOLDER, ssh MONSTER.DLL, or start MONSTER RECORDING. To look at what is measured: emit FOLDER.");
        return 2;
}
