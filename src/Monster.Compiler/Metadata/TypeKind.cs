namespace Monster.Compiler.Metadata;

/// <summary>What a type is to the compiler. Everything up to <see cref="Pointer"/> is one 32-bit number on the wasm stack.</summary>
internal enum TypeKind
{
    Void,
    Boolean,
    Char,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    String,
    Class,
    Array,
    ByRef,
    Pointer,
    Struct,
    Parameter,
    Unsupported,
}
