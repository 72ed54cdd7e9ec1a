namespace Monster.Wasm;

/// <summary>What follows an opcode.</summary>
internal enum ImmediateKind : byte
{
    None,
    BlockType,
    Label,
    LabelTable,
    Function,
    TypeAndTable,
    Local,
    Global,
    Memory,
    Access,
    I32,
    I64,
    F32,
    F64,
    DataSegment,
    DataAndMemory,
    TwoMemories,
    Element,
    ElementAndTable,
    TwoTables,
}
