using Wasmtime;
using Module = Wasmtime.Module;

namespace Monster.Doors;

/// <summary>A WASI program as a door, compiled and ready to run.</summary>
public sealed class WasiDoor : ProgramDoor
{
    internal WasiDoor(WasiEngine engine, DoorManifest manifest, Module module)
        : base(manifest) => (Engine, Module) = (engine, module);

    internal WasiEngine Engine { get; }

    internal Module Module { get; }

    /// <inheritdoc/>
    public override IDoorRun Start(string scratch, DoorFacts caller, Action<ReadOnlyMemory<byte>> output, TimeProvider time) => WasiRun.Start(this, scratch, caller, output, time);

    /// <inheritdoc/>
    public override void Dispose() => Module.Dispose();
}
