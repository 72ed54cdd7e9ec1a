/** What a cartridge says of itself (docs/abi.md, "Manifest"). */
export interface Manifest {
  readonly title: string;
  /** Its place in the arcade, 0 to 70; -1 for none. */
  readonly shard: number;
  readonly author: string;
  readonly pitch: string;
  readonly help: string;
  /** 0 is turn-based: a tick happens only on a key. */
  readonly ticksPerSecond: number;
  readonly players: number;
  readonly rules: number;
}

/** A cartridge that is none, or a file that does not keep its format; the message is for people. */
export class Refused extends Error {}

const MAX_MANIFEST_BYTES = 8_192;
const BEGINNING = '{"abi":1,';

/** Reads the manifest of a module.
 * @throws {Refused} It has none, or one that breaks the contract. */
export function readManifest(module: WebAssembly.Module): Manifest {
  const sections = WebAssembly.Module.customSections(module, 'monster');
  const section = sections[0];
  if (sections.length !== 1 || section === undefined)
    throw new Refused('This is not a cartridge: it needs exactly one custom section named monster.');
  if (section.byteLength > MAX_MANIFEST_BYTES)
    throw new Refused(`This is not a cartridge: its manifest has more than ${MAX_MANIFEST_BYTES} bytes.`);
  const text = new TextDecoder('utf-8', { fatal: false }).decode(section);
  if (!text.startsWith(BEGINNING))
    throw new Refused('This is not a cartridge of ABI 1: another version of the arcade made it.');
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new Refused('This is not a cartridge: its manifest is not JSON.');
  }

  const words = (name: string, most: number): string => {
    const value = json[name] ?? '';
    if (typeof value !== 'string' || value.length > most)
      throw new Refused(`This is not a cartridge: ${name} in its manifest must be text of at most ${most} characters.`);
    return value;
  };
  const number = (name: string, least: number, most: number, missing?: number): number => {
    const value = json[name] ?? missing;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
      throw new Refused(`This is not a cartridge: ${name} in its manifest must be a number from ${least} to ${most}.`);
    return value;
  };
  return {
    title: words('title', 24),
    shard: number('shard', -1, 70, -1),
    author: words('author', 40),
    pitch: words('pitch', 70),
    help: words('help', 12 * 71),
    ticksPerSecond: number('ticksPerSecond', 0, 60),
    players: number('players', 1, 16, 1),
    rules: number('rules', 1, 1_000_000, 1),
  };
}
