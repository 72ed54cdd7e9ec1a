using System.Text.Json;

namespace Monster.Cli.Tests;

public sealed class HeckeCommandTests(BuiltModules built) : IClassFixture<BuiltModules>
{
    private readonly string _modules = built.Folder;

    [Fact]
    public void Build_writes_71_modules_in_both_forms_a_script_and_a_manifest()
    {
        Assert.Equal(71, Directory.GetFiles(_modules, "hecke_layer_*_prime_*.wasm").Length);
        Assert.Equal(71, Directory.GetFiles(_modules, "hecke_layer_*_prime_*.wat").Length);
        Assert.True(File.Exists(Path.Combine(_modules, "compile_all.sh")));
        Assert.True(File.Exists(Path.Combine(_modules, "MANIFEST.json")));
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("2", "-24")]
    [InlineData("12", "-370944")]
    [InlineData("71", "9791485272")]
    [InlineData("1000", "-30328412970240000")]
    public void Tau_is_exact(string n, string tau)
    {
        Assert.Equal(tau + "\n", Ok("hecke", "tau", n));
        Assert.Equal($$"""{"n":{{n}},"tau":"{{tau}}"}""" + "\n", Ok("hecke", "tau", n, "--json"));
    }

    [Theory]
    [InlineData("0", "n is 1 to 10^15")]
    [InlineData("-5", "n is 1 to 10^15")]
    [InlineData("1000000000000001", "n is 1 to 10^15")]
    [InlineData("999999999989", "the largest prime factor may be")]
    public void Tau_of_what_it_cannot_do_is_refused_in_one_line(string n, string why) => Refused(why, "hecke", "tau", n);

    [Fact]
    public void The_daily_walk_can_be_made_again_for_any_day()
    {
        string said = Ok("hecke", "daily", "--date", "2026-11-03", "--folder", _modules);
        Assert.Contains("2026-11-01  T_71        17   9  Sound Wave        at most 0.979", said, StringComparison.Ordinal);
        Assert.Contains("2026-11-03  T_47        59  52  Rain Dance        at most 0.0716", said, StringComparison.Ordinal);
        Assert.Contains("\"month\":[{\"day\":\"2026-11-01\",\"prime\":71,\"from\":17,\"to\":9,", Ok("hecke", "daily", "--date", "2026-11-01", "--folder", _modules, "--json"), StringComparison.Ordinal);
        Refused("'1.1.2026' is not a date", "hecke", "daily", "--date", "1.1.2026", "--folder", _modules);
        Refused("monster hecke build", "hecke", "daily", "--folder", Path.Combine(_modules, "none"));
    }

    [Fact]
    public void Coefficients_are_listed_with_their_exponents_and_an_operator_acts_on_them()
    {
        Assert.Equal("0 0\n1 1\n2 -2\n3 -3\n4 2\n5 -2\n", Ok("hecke", "coeffs", "37a1", "-n", "6"));
        Assert.Equal("0 0\n1 -24\n2 576\n3 -6048\n", Ok("hecke", "coeffs", "delta", "-n", "4", "--operator", "2"));
        Assert.Equal("0 0\n1 1\n2 -2\n3 -1\n", Ok("hecke", "coeffs", "11a1", "-n", "4", "--operator", "11"));
        Assert.Equal(Ok("hecke", "coeffs", "11a1", "-n", "50"), Ok("hecke", "coeffs", "curve:0,-1,1,-10,-20", "-n", "50"));
        Assert.Equal(Ok("hecke", "coeffs", "11a1", "-n", "50"), Ok("hecke", "coeffs", "eta:1^2,11^2", "-n", "50"));
    }

    [Theory]
    [InlineData("There is no form 'nonsense'", "hecke", "coeffs", "nonsense")]
    [InlineData("whole power", "hecke", "coeffs", "eta:1^1")]
    [InlineData("singular", "hecke", "coeffs", "curve:0,0,0,0,0")]
    [InlineData("five coefficients", "hecke", "coeffs", "curve:1,2")]
    [InlineData("may not be minimal at 2", "hecke", "coeffs", "curve:0,0,0,0,4096")]
    [InlineData("coefficients cannot be shown", "hecke", "coeffs", "delta", "-n", "1")]
    [InlineData("not known here", "hecke", "coeffs", "eta:1^2,11^2", "--operator", "3")]
    [InlineData("does not divide the level", "hecke", "matrix", "11", "11")]
    [InlineData("is not a prime", "hecke", "matrix", "11", "9")]
    [InlineData("level", "hecke", "matrix", "0", "2")]
    [InlineData("is not a Monster prime", "hecke", "graph", "37")]
    public void Bad_input_is_refused_in_one_line(string why, params string[] command) => Refused(why, command);

    [Fact]
    public void A_matrix_comes_with_its_trace_and_polynomial()
    {
        string said = Ok("hecke", "matrix", "11", "2");
        Assert.Contains("dimension 2 = 1 cuspidal and 1 Eisenstein", said, StringComparison.Ordinal);
        Assert.Contains("x^2 - x - 6", said, StringComparison.Ordinal);
        Assert.Equal("3,0\n2,-2\n", Ok("hecke", "matrix", "11", "2", "--csv"));
    }

    [Fact]
    public void The_graph_as_csv_is_the_symmetric_matrix_in_shard_order()
    {
        int[][] rows = [.. Ok("hecke", "graph", "5", "--csv", "--folder", _modules).TrimEnd('\n').Split('\n').Select(row => row.Split(',').Select(int.Parse).ToArray())];
        Assert.Equal(71, rows.Length);
        Assert.All(rows, row => Assert.Equal((71, 6), (row.Length, row.Sum())));
        Assert.Equal([3, 8, 18, 20, 39, 50], Enumerable.Range(0, 71).Where(k => rows[17][k] == 1));
        for (int i = 0; i < 71; i++)
            Assert.All(Enumerable.Range(0, 71), k => Assert.Equal(rows[i][k], rows[k][i]));
    }

    [Fact]
    public void A_module_tells_what_it_is_and_runs()
    {
        Assert.Contains("j = 191+256w", Ok("hecke", "module", "17", "info", "--folder", _modules), StringComparison.Ordinal);
        Assert.Equal("52110", JsonDocument.Parse(Ok("hecke", "module", "17", "info", "--json", "--folder", _modules)).RootElement.GetProperty("eigenvalue").GetString());
        Assert.Equal("3 8 18 20 39 50\n", Ok("hecke", "module", "17", "run", "neighbours", "--folder", _modules));
        Assert.Equal("0 -24\n", Ok("hecke", "module", "0", "run", "hecke_apply", "0", "1", "-24", "--folder", _modules));
        Refused("71 values", "hecke", "module", "17", "run", "apply", "1", "2", "--folder", _modules);
        Refused("There is no shard 71", "hecke", "module", "71", "info", "--folder", _modules);
        Refused("no function 'dance'", "hecke", "module", "17", "run", "dance", "--folder", _modules);
    }

    [Fact]
    public void A_missing_module_is_named()
    {
        string module = Path.Combine(_modules, "hecke_layer_70_prime_31.wasm");
        byte[] bytes = File.ReadAllBytes(module);
        File.Delete(module);
        Refused("hecke_layer_70_prime_31.wasm is missing", "hecke", "module", "70", "info", "--folder", _modules);
        Refused("hecke_layer_70_prime_31.wasm is missing", "hecke", "graph", "31", "--folder", _modules);
        File.WriteAllBytes(module, bytes);
        Refused("no MANIFEST.json", "hecke", "check", "--folder", Path.Combine(_modules, "none"));
    }

    private static string Ok(params string[] command)
    {
        var said = CommandLine.Run(command);
        Assert.Equal((ExitCode.Ok, ""), (said.ExitCode, said.Error));
        return said.Output;
    }

    private static void Refused(string why, params string[] command)
    {
        var said = CommandLine.Run(command);
        Assert.Equal((ExitCode.BadInput, ""), (said.ExitCode, said.Output));
        Assert.Contains(why, Assert.Single(said.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }
}
