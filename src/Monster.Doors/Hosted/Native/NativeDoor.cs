namespace Monster.Doors;

/// <summary>A native program as a door: off unless the sysop wants such, and marked as trusted.</summary>
public sealed class NativeDoor : ProgramDoor
{
    private NativeDoor(NativeSandbox sandbox, DoorManifest manifest, string folder)
        : base(manifest) => (Sandbox, Folder) = (sandbox, folder);

    /// <inheritdoc/>
    public override bool Resizes => true;

    /// <summary>As terminals of Unix send it, and as a pseudo-terminal expects it.</summary>
    internal override byte Backspace => 127;

    internal NativeSandbox Sandbox { get; }

    /// <summary>The door's folder, absolute.</summary>
    internal string Folder { get; }

    /// <summary>Checks that the program is there and the sandbox can be set up.</summary>
    /// <exception cref="DoorRefusedException">Why not.</exception>
    internal static NativeDoor Open(NativeSandbox sandbox, DoorManifest manifest, string folder)
    {
        string whole = Path.GetFullPath(folder);
        var program = new FileInfo(Path.Combine(whole, manifest.Program)); // an absolute path stays what it is
        if (!program.Exists)
            throw new DoorRefusedException($"'{program.FullName}' is not there.");
        if (program.DirectoryName == whole && program.LinkTarget is not null)
            throw new DoorRefusedException($"'{program.FullName}' is a link; a door's files are files.");
        if (!OperatingSystem.IsWindows() && (program.UnixFileMode & UnixFileMode.UserExecute) == 0)
            throw new DoorRefusedException($"'{program.FullName}' is not executable: chmod +x.");
        sandbox.Check();
        return new NativeDoor(sandbox, manifest, whole);
    }

    /// <inheritdoc/>
    public override IDoorRun Start(string scratch, DoorFacts caller, Action<ReadOnlyMemory<byte>> output, TimeProvider time) => NativeRun.Start(this, scratch, caller, output, time);

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
