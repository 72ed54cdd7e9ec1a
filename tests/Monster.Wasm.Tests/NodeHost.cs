using System.Text.Json;

namespace Monster.Wasm.Tests;

/// <summary>Plays cartridges in V8 with docs/hosts/host.mjs, many in one process.</summary>
internal static class NodeHost
{
    private const string Runner = """
        import { readFileSync } from 'node:fs';
        import { createHash } from 'node:crypto';
        const { play } = await import(process.argv[2]);
        const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');
        for (const { file, seed, keys } of JSON.parse(readFileSync(process.argv[3], 'utf8')))
          console.log(JSON.stringify(await play(readFileSync(file), seed, keys, sha256)));
        """;

    public sealed record Job(string File, string Seed, int[] Keys);

    public static PlayResult[] Play(IReadOnlyList<Job> jobs)
    {
        using var folder = new Tool.Folder();
        File.WriteAllText(folder["run.mjs"], Runner);
        File.WriteAllText(folder["jobs.json"], JsonSerializer.Serialize(jobs, PlayResult.Json));
        string lines = Tool.Must("node", folder["run.mjs"], Repository.At("docs", "hosts", "host.mjs"), folder["jobs.json"]);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(PlayResult.Parse)];
    }
}
