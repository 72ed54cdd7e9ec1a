// A host of ABI 1 for Node and browsers: plays a cartridge without a screen (docs/abi.md, "The headless form").
//   node host.mjs FILE.wasm SEED KEYS.json
const BUDGET = { init: 200_000_000, update: 20_000_000, score: 1_000_000 };

/** Plays keys, one a tick, and gives { ticks, status, score, stateHash, trap }. `sha256` takes bytes and gives hex. */
export async function play(wasm, seed, keys, sha256) {
  const { instance } = await WebAssembly.instantiate(wasm);
  const game = instance.exports;
  const words = [0, 8, 16, 24].map(at => parseInt(seed.slice(at, at + 8).match(/../g).reverse().join(''), 16) | 0);
  let ticks = 0, status = 0;
  const call = (name, ...args) => {
    game.budget.value = BUDGET[name];
    return game[name](...args);
  };
  try {
    call('init', ...words);
    for (const key of keys) {
      const now = call('update', key);
      if (now !== 0 && now !== 1) throw new Error(`status ${now}`);
      ticks++;
      status = now;
      if (status === 1) break;
    }
    const state = new Uint8Array(game.memory.buffer).slice(game.state_start.value, game.state_end.value);
    const score = call('score');
    if (score < 0) throw new Error(`score ${score}`);
    return { ticks, status, score, stateHash: await sha256(state), trap: null };
  } catch {
    const trap = game.budget.value < 0 ? 'budget' : game.depth.value < 0 ? 'depth' : 'program';
    return { ticks, status: 2, score: null, stateHash: null, trap };
  }
}

if (typeof process !== 'undefined' && process.argv[1]?.endsWith('host.mjs')) {
  const { readFileSync } = await import('node:fs');
  const { createHash } = await import('node:crypto');
  const [file, seed, keys] = process.argv.slice(2);
  const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');
  console.log(JSON.stringify(await play(readFileSync(file), seed, JSON.parse(readFileSync(keys, 'utf8')), sha256)));
}
