using System.Collections.Immutable;
using System.Globalization;

namespace Monster.Wasm;

/// <summary>The facts about every instruction: one line each, read once.</summary>
internal static class OpcodeTable
{
    /// <summary>
    /// Opcode of the first name; immediate and signature; names of consecutive opcodes. In a signature i, l, f and d stand for i32, i64, f32 and f64:
    /// operands, a colon, the result. A trailing digit is the natural alignment.
    /// </summary>
    private const string Text = """
        00 None            :   unreachable nop
        02 BlockType       :   block loop if
        05 None            :   else
        0B None            :   end
        0C Label           :   br br_if
        0E LabelTable      :   br_table
        0F None            :   return
        10 Function        :   call
        11 TypeAndTable    :   call_indirect
        1A None            :   drop select
        20 Local           :   local.get local.set local.tee
        23 Global          :   global.get global.set
        28 Access          i:i2 i32.load
        29 Access          i:l3 i64.load
        2A Access          i:f2 f32.load
        2B Access          i:d3 f64.load
        2C Access          i:i0 i32.load8_s i32.load8_u
        2E Access          i:i1 i32.load16_s i32.load16_u
        30 Access          i:l0 i64.load8_s i64.load8_u
        32 Access          i:l1 i64.load16_s i64.load16_u
        34 Access          i:l2 i64.load32_s i64.load32_u
        36 Access          ii:2 i32.store
        37 Access          il:3 i64.store
        38 Access          if:2 f32.store
        39 Access          id:3 f64.store
        3A Access          ii:0 i32.store8
        3B Access          ii:1 i32.store16
        3C Access          il:0 i64.store8
        3D Access          il:1 i64.store16
        3E Access          il:2 i64.store32
        3F Memory          :i   memory.size
        40 Memory          i:i  memory.grow
        41 I32             :i   i32.const
        42 I64             :l   i64.const
        43 F32             :f   f32.const
        44 F64             :d   f64.const
        45 None            i:i  i32.eqz
        46 None            ii:i i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u
        50 None            l:i  i64.eqz
        51 None            ll:i i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u
        5B None            ff:i f32.eq f32.ne f32.lt f32.gt f32.le f32.ge
        61 None            dd:i f64.eq f64.ne f64.lt f64.gt f64.le f64.ge
        67 None            i:i  i32.clz i32.ctz i32.popcnt
        6A None            ii:i i32.add i32.sub i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr
        79 None            l:l  i64.clz i64.ctz i64.popcnt
        7C None            ll:l i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s i64.rem_u i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr
        8B None            f:f  f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt
        92 None            ff:f f32.add f32.sub f32.mul f32.div f32.min f32.max f32.copysign
        99 None            d:d  f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt
        A0 None            dd:d f64.add f64.sub f64.mul f64.div f64.min f64.max f64.copysign
        A7 None            l:i  i32.wrap_i64
        A8 None            f:i  i32.trunc_f32_s i32.trunc_f32_u
        AA None            d:i  i32.trunc_f64_s i32.trunc_f64_u
        AC None            i:l  i64.extend_i32_s i64.extend_i32_u
        AE None            f:l  i64.trunc_f32_s i64.trunc_f32_u
        B0 None            d:l  i64.trunc_f64_s i64.trunc_f64_u
        B2 None            i:f  f32.convert_i32_s f32.convert_i32_u
        B4 None            l:f  f32.convert_i64_s f32.convert_i64_u
        B6 None            d:f  f32.demote_f64
        B7 None            i:d  f64.convert_i32_s f64.convert_i32_u
        B9 None            l:d  f64.convert_i64_s f64.convert_i64_u
        BB None            f:d  f64.promote_f32
        BC None            f:i  i32.reinterpret_f32
        BD None            d:l  i64.reinterpret_f64
        BE None            i:f  f32.reinterpret_i32
        BF None            l:d  f64.reinterpret_i64
        C0 None            i:i  i32.extend8_s i32.extend16_s
        C2 None            l:l  i64.extend8_s i64.extend16_s i64.extend32_s
        FC08 DataAndMemory iii: memory.init
        FC09 DataSegment   :    data.drop
        FC0A TwoMemories   iii: memory.copy
        FC0B Memory        iii: memory.fill
        FC0C ElementAndTable iii: table.init
        FC0D Element       :    elem.drop
        FC0E TwoTables     iii: table.copy
        """;

    /// <summary>By <see cref="Slot"/>.</summary>
    private static readonly ImmutableArray<OpcodeInfo?> Infos = Parse();

    /// <summary>What is known of an opcode, or null if there is no such instruction.</summary>
    public static OpcodeInfo? Find(Opcode opcode) => Slot((int)opcode) is >= 0 and var slot ? Infos[slot] : null;

    /// <summary>The name of an instruction in the text format.</summary>
    public static string NameOf(Opcode opcode) => Find(opcode)?.Name ?? $"opcode 0x{(int)opcode:x2}";

    /// <summary>The name of a type in the text format.</summary>
    public static string NameOf(ValueType type) => type switch
    {
        ValueType.I32 => "i32",
        ValueType.I64 => "i64",
        ValueType.F32 => "f32",
        ValueType.F64 => "f64",
        _ => $"type 0x{(int)type:x2}",
    };

    private static ImmutableArray<OpcodeInfo?> Parse()
    {
        var infos = new OpcodeInfo?[512];
        foreach (string line in Text.Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int opcode = int.Parse(words[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var immediate = Enum.Parse<ImmediateKind>(words[1]);
            string signature = words[2];
            int colon = signature.IndexOf(':', StringComparison.Ordinal);
            var operands = signature[..colon].Select(TypeOf).ToArray();
            string rest = signature[(colon + 1)..];
            ValueType? result = rest.Length > 0 && char.IsLetter(rest[0]) ? TypeOf(rest[0]) : null;
            int align = rest.Length > 0 && char.IsDigit(rest[^1]) ? rest[^1] - '0' : 0;
            foreach (string name in words.AsSpan(3))
                infos[Slot(opcode++)] = new OpcodeInfo(name, immediate, operands, result, align);
        }

        return [.. infos];
    }

    private static int Slot(int opcode) => opcode <= 0xFF ? opcode : (opcode >> 8) == 0xFC ? 256 + (opcode & 0xFF) : -1;

    private static ValueType TypeOf(char letter) => letter switch
    {
        'i' => ValueType.I32,
        'l' => ValueType.I64,
        'f' => ValueType.F32,
        _ => ValueType.F64,
    };
}
