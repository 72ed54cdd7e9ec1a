using Monster.Wasm;
using ValueType = Monster.Wasm.ValueType;

namespace Monster.Hecke.Modules;

/// <summary>
/// Writes a module. Memory holds the neighbour table from address 0 (71 rows of p + 1 bytes, one neighbour a byte, sorted, loops and
/// double edges repeated), room of the module's own, then <c>heap</c>, from where the host may put its own data. All numbers are
/// little-endian; vectors are i64, modular ones i32. Every function that writes checks lengths, ranges, overlap and size first, and
/// returns a <see cref="ModuleStatus"/>; it reads and writes nothing of the host's outside the ranges it was given.
/// </summary>
/// <remarks>
/// In the file the table is packed, the lowest bit of each byte first: a row is its matrix row in unary, for each shard as many ones as
/// there are isogenies to it and then a zero, 72 + p bits instead of 8 (p + 1). The start function unpacks it.
/// </remarks>
internal sealed class HeckeModuleWriter
{
    private const int Shards = 71;
    private const int VectorBytes = Shards * 8;
    private const int MaxPages = 1024;

    private readonly Module _module = new();
    private readonly HeckeModule _facts;
    private readonly int _degree;
    private readonly int _own;
    private readonly int _heap;
    private readonly int _range;
    private readonly int _rows;

    private HeckeModuleWriter(HeckeModule facts, int[,] matrix)
    {
        _facts = facts;
        _degree = facts.Prime + 1;
        byte[] packed = Packed(matrix);
        _own = ((Shards * _degree) + 7) / 8 * 8;
        _heap = (_own + Math.Max(packed.Length, VectorBytes) + 15) / 16 * 16;
        _module.Memories.Add(new Limits(1, MaxPages));
        _module.Exports.Add(new Export("memory", ExternalKind.Memory, 0));
        _module.Data.Add(DataSegment.At(_own, packed));
        Constants();
        _module.Start = Function(null, FunctionType.OfI32(0, 0), [ValueType.I32, ValueType.I32, ValueType.I32], Unpack());
        _range = Function(null, FunctionType.OfI32(4, 1), [ValueType.I32], RangeStatus());
        _rows = Function(null, FunctionType.OfI32(4, 1), [ValueType.I32, ValueType.I64], Rows());
    }

    /// <summary>The bytes of a module.</summary>
    public static byte[] Write(HeckeModule facts, int[,] matrix)
    {
        var writer = new HeckeModuleWriter(facts, matrix);
        writer.Function("neighbour", FunctionType.OfI32(2, 1), [], writer.Neighbour());
        writer.Function("residue", FunctionType.OfI32(1, 1), [], new Code().Get(0).Const(facts.Prime).Op(Opcode.I32RemU).End());
        writer.Function("apply_row", FunctionType.OfI32(4, 1), [ValueType.I32], writer.ApplyRow());
        writer.Function("apply", FunctionType.OfI32(4, 1), [ValueType.I32], writer.Apply());
        int power = writer.Function(null, new FunctionType([ValueType.I32], [ValueType.I64]), [ValueType.I64], writer.Power());
        int powerMod = writer.Function(null, FunctionType.OfI32(2, 1), [ValueType.I64], writer.PowerMod());
        int qexp = writer.Function("qexp", FunctionType.OfI32(6, 1), [ValueType.I32, ValueType.I32, ValueType.I64, ValueType.I64], writer.QExpansion(power));
        writer.Function("qexp_mod", FunctionType.OfI32(7, 1), [ValueType.I32, ValueType.I32, ValueType.I64], writer.QExpansionMod(powerMod));
        writer.Function("hecke_apply", FunctionType.OfI32(4, 1), [], new Code().Get(0).Get(1).Get(2).Get(3).Const(facts.Weight).Const(1).Call(qexp).End());
        return WasmWriter.Write(writer._module);
    }

    private static byte[] Packed(int[,] matrix)
    {
        var bits = new List<bool>();
        foreach (int isogenies in matrix)
        {
            bits.AddRange(Enumerable.Repeat(true, isogenies));
            bits.Add(false);
        }

        var packed = new byte[(bits.Count + 7) / 8];
        for (int i = 0; i < bits.Count; i++)
            packed[i / 8] |= (byte)((bits[i] ? 1 : 0) << (i % 8));
        return packed;
    }

    private void Constants()
    {
        var constants = new (string Name, int Value)[]
        {
            ("shard", _facts.Shard), ("prime", _facts.Prime), ("level", SupersingularGraph.ShardCharacteristic), ("j_re", _facts.Vertex.A), ("j_im", _facts.Vertex.B),
            ("frobenius", _facts.Conjugate), ("trace", _facts.Trace), ("weight", _facts.Weight), ("heap", _heap),
        };
        foreach (var (name, value) in constants)
            Export(name, Global.OfI32(value, mutable: false));
        Export("eigenvalue", new Global(new GlobalType(ValueType.I64, false), [new Instruction(Opcode.I64Const, _facts.Eigenvalue), new Instruction(Opcode.End)]));
    }

    private void Export(string name, Global global)
    {
        _module.Exports.Add(new Export(name, ExternalKind.Global, _module.Globals.Count));
        _module.Globals.Add(global);
    }

    private int Function(string? name, FunctionType type, ValueType[] locals, Code code)
    {
        var function = new Function { TypeIndex = _module.TypeIndexOf(type), Body = code.Body, Name = name };
        foreach (var local in locals)
            function.AddLocals(local);
        int index = _module.Functions.Count;
        _module.Functions.Add(function);
        if (name is not null)
            _module.Exports.Add(new Export(name, ExternalKind.Function, index));
        return index;
    }

    /// <summary>
    /// (in, inBytes, out, outBytes) -> status of two ranges: each above heap, in the memory, aligned to 4, and apart from the other.
    /// Lengths are below 2^31, so nothing wraps in 32 bits.
    /// </summary>
    private Code RangeStatus()
    {
        var code = new Code().Op(Opcode.MemorySize).Const(16).Op(Opcode.I32Shl).Set(4);
        foreach (int start in new[] { 0, 2 })
        {
            code.Get(start).Const(3).Op(Opcode.I32And).ReturnIf(ModuleStatus.BadRange);
            code.Get(start).Const(_heap).Op(Opcode.I32LtU).ReturnIf(ModuleStatus.BadRange);
            code.Get(start).Get(4).Op(Opcode.I32GtU).ReturnIf(ModuleStatus.BadRange);
            code.Get(start + 1).Get(4).Get(start).Op(Opcode.I32Sub).Op(Opcode.I32GtU).ReturnIf(ModuleStatus.BadRange);
        }

        code.Get(0).Get(2).Get(3).Op(Opcode.I32Add).Op(Opcode.I32LtU);
        code.Get(2).Get(0).Get(1).Op(Opcode.I32Add).Op(Opcode.I32LtU);
        return code.Op(Opcode.I32And).ReturnIf(ModuleStatus.Overlap).Const(0).End();
    }

    /// <summary>The start function: a one appends the shard to the table, a zero goes on to the next shard.</summary>
    private Code Unpack()
    {
        const int Bit = 0, Shard = 1, Table = 2;
        var code = new Code().Loop();
        code.Get(Bit).Const(3).Op(Opcode.I32ShrU).Load(Opcode.I32Load8U, (uint)_own).Get(Bit).Const(7).Op(Opcode.I32And).Op(Opcode.I32ShrU).Const(1).Op(Opcode.I32And).If();
        code.Get(Table).Get(Shard).Store(Opcode.I32Store8).Increase(Table, 1);
        code.Op(Opcode.Else).Get(Shard).Const(1).Op(Opcode.I32Add).Const(Shards).Op(Opcode.I32RemU).Set(Shard).End();
        return code.Increase(Bit, 1).Get(Bit).Const(Shards * (Shards + _degree)).Op(Opcode.I32LtU).BranchIf(0).End().End();
    }

    /// <summary>neighbour(s, i) -> the i-th of the p + 1 shards next to s, or -1.</summary>
    private Code Neighbour()
    {
        var code = new Code().Get(0).Const(Shards).Op(Opcode.I32GeU).Get(1).Const(_degree).Op(Opcode.I32GeU).Op(Opcode.I32Or);
        code.If().Const(-1).Op(Opcode.Return).End();
        return code.Get(0).Const(_degree).Op(Opcode.I32Mul).Get(1).Op(Opcode.I32Add).Load(Opcode.I32Load8U).End();
    }

    /// <summary>apply_row(f, n, s, out) -> status: writes (T_p f)(s) as one i64.</summary>
    private Code ApplyRow()
    {
        const int F = 0, N = 1, Shard = 2, Output = 3, Spare = 4;
        var code = new Code();
        code.Get(N).Const(Shards).Op(Opcode.I32Ne).ReturnIf(ModuleStatus.BadLength);
        code.Get(Shard).Const(Shards).Op(Opcode.I32GeU).ReturnIf(ModuleStatus.BadParameter);
        code.Get(F).Const(VectorBytes).Get(Output).Const(8).Call(_range).ReturnUnlessOk(Spare);
        code.Get(F).Get(Output).Get(Shard).Const(_degree).Op(Opcode.I32Mul).Tee(Shard).Get(Shard).Const(_degree).Op(Opcode.I32Add);
        return code.Call(_rows).End();
    }

    /// <summary>apply(f, n, g, m) -> status: g = T_p f, both vectors of 71.</summary>
    private Code Apply()
    {
        const int F = 0, N = 1, G = 2, M = 3, Spare = 4;
        var code = new Code();
        code.Get(N).Const(Shards).Op(Opcode.I32Ne).Get(M).Const(Shards).Op(Opcode.I32Ne).Op(Opcode.I32Or).ReturnIf(ModuleStatus.BadLength);
        code.Get(F).Const(VectorBytes).Get(G).Const(VectorBytes).Call(_range).ReturnUnlessOk(Spare);
        return code.Get(F).Get(G).Const(0).Const(Shards * _degree).Call(_rows).End();
    }

    /// <summary>
    /// (f, out, row, end) -> status: for each row of the table from one address to another, the sum of f over the neighbours. Overflow
    /// unless every |f| is at most (2^63 - 1) / (p + 1), the bound below which every sum is exact.
    /// </summary>
    private Code Rows()
    {
        const int F = 0, Output = 1, Row = 2, End = 3, Next = 4, Sum = 5;
        long bound = long.MaxValue / _degree;

        // f is copied to where its address is a constant. f + bound, taken as unsigned, is at most 2 bound exactly when -bound <= f <= bound.
        var code = new Code().Loop();
        code.Get(Next).Get(F).Get(Next).Op(Opcode.I32Add).Load(Opcode.I64Load).Tee(Sum).Store(Opcode.I64Store, (uint)_own);
        code.Get(Sum).Const64(bound).Op(Opcode.I64Add).Const64(2 * bound).Op(Opcode.I64GtU).ReturnIf(ModuleStatus.Overflow);
        code.Increase(Next, 8).Get(Next).Const(VectorBytes).Op(Opcode.I32LtU).BranchIf(0).End();

        int unroll = Unroll();
        code.Loop().Const64(0).Set(Sum);
        if (unroll < _degree)
            code.Get(Row).Const(_degree).Op(Opcode.I32Add).Set(Next).Loop();
        code.Get(Sum);
        for (int i = 0; i < unroll; i++)
            code.Get(Row).Load(Opcode.I32Load8U, (uint)i).Const(3).Op(Opcode.I32Shl).Load(Opcode.I64Load, (uint)_own).Op(Opcode.I64Add);
        code.Set(Sum).Increase(Row, unroll);
        if (unroll < _degree)
            code.Get(Row).Get(Next).Op(Opcode.I32LtU).BranchIf(0).End();
        code.Get(Output).Get(Sum).Store(Opcode.I64Store).Increase(Output, 8);
        return code.Get(Row).Get(End).Op(Opcode.I32LtU).BranchIf(0).End().Const(0).End();
    }

    /// <summary>The largest divisor of p + 1 up to 12: how many neighbours are taken at a time.</summary>
    private int Unroll() => Enumerable.Range(1, 12).Last(d => _degree % d == 0);

    /// <summary>p^(k-1) modulo 2^64.</summary>
    private Code Power()
    {
        const int Exponent = 0, Result = 1;
        var code = new Code().Const64(1).Set(Result).Loop();
        code.Get(Exponent).Const(1).Op(Opcode.I32Sub).Tee(Exponent).If();
        code.Get(Result).Const64(_facts.Prime).Op(Opcode.I64Mul).Set(Result).Branch(1).End().End();
        return code.Get(Result).End();
    }

    /// <summary>p^(k-1) modulo m.</summary>
    private Code PowerMod()
    {
        const int Exponent = 0, Modulus = 1, Result = 2;
        var code = new Code().Const64(1).Get(Modulus).Op(Opcode.I64ExtendI32U).Op(Opcode.I64RemU).Set(Result).Loop();
        code.Get(Exponent).Const(1).Op(Opcode.I32Sub).Tee(Exponent).If();
        code.Get(Result).Const64(_facts.Prime).Op(Opcode.I64Mul).Get(Modulus).Op(Opcode.I64ExtendI32U).Op(Opcode.I64RemU).Set(Result);
        return code.Branch(1).End().End().Get(Result).Op(Opcode.I32WrapI64).End();
    }

    /// <summary>
    /// qexp(a, n, out, m, k, chi) -> status: out[i] = a[p i] + chi p^(k-1) a[i / p], i = 0 to m - 1, modulo 2^64; chi is -1, 0 (U_p) or 1.
    /// </summary>
    private Code QExpansion(int power)
    {
        const int Input = 0, Output = 2, OutputCount = 3, Weight = 4, Chi = 5, I = 6, Spare = 7, Factor = 8, Value = 9;
        var code = CheckExpansion(elementBits: 3, I, Spare);
        code.Get(Weight).Call(power).Get(Chi).Op(Opcode.I64ExtendI32S).Op(Opcode.I64Mul).Set(Factor);
        code.Const(0).Set(I).Loop();
        code.Get(Input).Get(I).Const(_facts.Prime * 8).Op(Opcode.I32Mul).Op(Opcode.I32Add).Load(Opcode.I64Load).Set(Value);
        code.Get(I).Const(_facts.Prime).Op(Opcode.I32RemU).Op(Opcode.I32Eqz).If();
        code.Get(Value).Get(Factor).Get(Input).Get(I).Const(_facts.Prime).Op(Opcode.I32DivU).Const(3).Op(Opcode.I32Shl).Op(Opcode.I32Add).Load(Opcode.I64Load);
        code.Op(Opcode.I64Mul).Op(Opcode.I64Add).Set(Value).End();
        code.Get(Output).Get(I).Const(3).Op(Opcode.I32Shl).Op(Opcode.I32Add).Get(Value).Store(Opcode.I64Store);
        return code.Increase(I, 1).Get(I).Get(OutputCount).Op(Opcode.I32LtU).BranchIf(0).End().Const(0).End();
    }

    /// <summary>qexp_mod(a, n, out, m, k, chi, modulus) -> status: the same on i32 values 0 to modulus - 1, modulus 2 to 2^31 - 1.</summary>
    private Code QExpansionMod(int powerMod)
    {
        const int Input = 0, Output = 2, OutputCount = 3, Weight = 4, Chi = 5, Modulus = 6, I = 7, Spare = 8, Value = 9;
        var code = new Code().Get(Modulus).Const(2).Op(Opcode.I32LtS).ReturnIf(ModuleStatus.BadParameter);
        code.Body.AddRange(CheckExpansion(elementBits: 2, I, Spare).Body);

        // Spare = chi p^(k-1) modulo the modulus.
        code.Get(Weight).Get(Modulus).Call(powerMod).Set(Spare);
        code.Get(Chi).Op(Opcode.I32Eqz).If().Const(0).Set(Spare).End();
        code.Get(Chi).Const(0).Op(Opcode.I32LtS).Get(Spare).Const(0).Op(Opcode.I32Ne).Op(Opcode.I32And);
        code.If().Get(Modulus).Get(Spare).Op(Opcode.I32Sub).Set(Spare).End();
        code.Const(0).Set(I).Loop();
        code.Get(Input).Get(I).Const(_facts.Prime * 4).Op(Opcode.I32Mul).Op(Opcode.I32Add).Load(Opcode.I64Load32U).Set(Value);
        code.Get(I).Const(_facts.Prime).Op(Opcode.I32RemU).Op(Opcode.I32Eqz).If();
        code.Get(Value).Get(Input).Get(I).Const(_facts.Prime).Op(Opcode.I32DivU).Const(2).Op(Opcode.I32Shl).Op(Opcode.I32Add).Load(Opcode.I64Load32U);
        code.Get(Spare).Op(Opcode.I64ExtendI32U).Op(Opcode.I64Mul).Op(Opcode.I64Add).Set(Value).End();
        code.Get(Output).Get(I).Const(2).Op(Opcode.I32Shl).Op(Opcode.I32Add);
        code.Get(Value).Get(Modulus).Op(Opcode.I64ExtendI32U).Op(Opcode.I64RemU).Op(Opcode.I32WrapI64).Store(Opcode.I32Store);
        return code.Increase(I, 1).Get(I).Get(OutputCount).Op(Opcode.I32LtU).BranchIf(0).End().Const(0).End();
    }

    /// <summary>What both forms check: 1 or more outputs, enough inputs, weight 1 to 1,000, character, ranges.</summary>
    private Code CheckExpansion(int elementBits, int count, int spare)
    {
        const int Input = 0, InputCount = 1, Output = 2, OutputCount = 3, Weight = 4, Chi = 5;

        // No memory of ours holds 2^23 elements, so larger counts are refused before they are multiplied.
        var code = new Code().Get(OutputCount).Const(1).Op(Opcode.I32Sub).Const((1 << 23) - 1).Op(Opcode.I32GeU).ReturnIf(ModuleStatus.BadLength);
        code.Get(InputCount).Const(1 << 24).Op(Opcode.I32GtU).ReturnIf(ModuleStatus.BadLength);
        code.Get(OutputCount).Const(1).Op(Opcode.I32Sub).Const(_facts.Prime).Op(Opcode.I32Mul).Set(count);
        code.Get(InputCount).Get(count).Op(Opcode.I32LeU).ReturnIf(ModuleStatus.BadLength);
        code.Get(Weight).Const(1).Op(Opcode.I32Sub).Const(1_000).Op(Opcode.I32GeU).ReturnIf(ModuleStatus.BadParameter);
        code.Get(Chi).Const(1).Op(Opcode.I32Add).Const(2).Op(Opcode.I32GtU).ReturnIf(ModuleStatus.BadParameter);
        code.Get(Input).Get(InputCount).Const(elementBits).Op(Opcode.I32Shl).Get(Output).Get(OutputCount).Const(elementBits).Op(Opcode.I32Shl);
        return code.Call(_range).ReturnUnlessOk(spare);
    }
}
