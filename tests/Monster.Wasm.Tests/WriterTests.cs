namespace Monster.Wasm.Tests;

public sealed class WriterTests
{
    /// <summary>The bytes are those of wat2wasm for the same module.</summary>
    [Fact]
    public void A_module_built_in_code_has_the_bytes_of_the_specification()
    {
        var module = new Module();
        var function = new Function { TypeIndex = module.TypeIndexOf(FunctionType.OfI32(2, 1)) };
        function.AddLocals(ValueType.I32);
        function.Body.AddRange([new(Opcode.LocalGet, 0), new(Opcode.LocalGet, 1), new(Opcode.I32Add), Instruction.I32Const(-65), new(Opcode.I32Mul), new(Opcode.End)]);
        module.Functions.Add(function);
        module.Exports.Add(new Export("f", ExternalKind.Function, 0));
        Assert.Equal(
            "0061736D01000000" + "01070160027F7F017F" + "03020100" + "0705010166" + "0000" + "0A0F010D01017F200020016A41BF7F6C0B",
            Convert.ToHexString(WasmWriter.Write(module)));
        Assert.Equal(WasmWriter.Write(module), WasmWriter.Write(WasmReader.Read(WasmWriter.Write(module))));
    }
}
