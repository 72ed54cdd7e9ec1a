namespace Monster.Server;

/// <summary>Settings as they came together.</summary>
/// <param name="Settings">The values; where there was a fault, what was there before it.</param>
/// <param name="Sources">Where each value that is not the default comes from, by the setting's name.</param>
/// <param name="Faults">What was wrong.</param>
public sealed record LoadedSettings(ServerSettings Settings, IReadOnlyDictionary<string, string> Sources, IReadOnlyList<SettingFault> Faults);
