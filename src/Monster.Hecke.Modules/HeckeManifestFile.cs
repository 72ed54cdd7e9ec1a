namespace Monster.Hecke.Modules;

/// <summary>A file of the manifest.</summary>
/// <param name="Name">Its name, in the manifest's folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, 64 lower-case hexadecimal digits.</param>
public sealed record HeckeManifestFile(string Name, int Bytes, string Sha256);
