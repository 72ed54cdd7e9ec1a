namespace Monster.Wasm.Tests;

public sealed class ValidatorTests(ForeignModules modules, ITestOutputHelper output) : IClassFixture<ForeignModules>
{
    /// <summary>wabt's features beyond WebAssembly 1.0 with sign extension, bulk memory and mutable globals are off, and custom sections do not count.</summary>
    private static readonly string[] Options = ["--disable-multi-value", "--disable-saturating-float-to-int", "--disable-simd", "--ignore-custom-section-errors"];

    /// <summary>
    /// Where wabt and we differ, V8 decides: wabt 1.0.32 takes a constant expression without an end, and only remarks on names that are not UTF-8.
    /// V8 knows later features too, so it cannot be asked alone.
    /// </summary>
    [Fact]
    public void Wasm_validate_agrees_on_mutated_modules()
    {
        var run = new RandomRun(output);
        byte[][] corpus = [.. modules.All, WasmWriter.Write(Sample.Cartridge())];
        using var folder = new Tool.Folder();
        int valid = 0;
        for (int i = RandomRun.Rounds(400); i > 0; i--)
        {
            byte[] input = Mutation.Of(corpus[run.Random.Next(corpus.Length)], run.Random);
            File.WriteAllBytes(folder["a.wasm"], input);
            var theirs = Tool.Run("wasm-validate", [folder["a.wasm"], .. Options]);
            string? ours = FaultOf(input);
            if ((theirs.ExitCode == 0) != (ours is null) && IsValidInV8(folder) != (ours is null))
                Assert.Fail($"we say: {ours ?? "valid"}; wasm-validate: {theirs.Error}; V8 is with wasm-validate; {Convert.ToHexString(input)}");
            valid += ours is null ? 1 : 0;
        }

        output.WriteLine($"{valid} were valid");
    }

    private static bool IsValidInV8(Tool.Folder folder) =>
        Tool.Run("node", "-e", $"process.exit(WebAssembly.validate(require('fs').readFileSync('{folder["a.wasm"]}')) ? 0 : 1)").ExitCode == 0;

    private static string? FaultOf(byte[] input)
    {
        try
        {
            return Validator.FaultOf(WasmReader.Read(input));
        }
        catch (WasmFormatException e)
        {
            return e.Message;
        }
    }
}
