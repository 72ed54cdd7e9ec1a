// The 71 modules in V8: load, instantiate and check them all, and the time of T_2 and T_71 applied to a vector on the shards.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const manifest = JSON.parse(readFileSync(join(folder, 'MANIFEST.json'), 'utf8'));
const binaries = manifest.modules.map((m) => readFileSync(join(folder, m.wasm.file)));

function vector(exports, values) {
  const view = new BigInt64Array(exports.memory.buffer, exports.heap.value, values.length);
  values.forEach((v, i) => { view[i] = BigInt(v); });
  return exports.heap.value + values.length * 8;
}

function loadAndCheck() {
  const start = performance.now();
  for (const [i, entry] of manifest.modules.entries()) {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binaries[i]));
    const { test } = entry;
    for (let n = 0; n <= entry.prime; n++) if (exports.neighbour(entry.layer, n) !== test.neighbours[n]) throw new Error(entry.wasm.file);
    const check = (name, input, output) => {
      const end = vector(exports, input);
      if (exports[name](exports.heap.value, input.length, end, output.length) !== 0) throw new Error(entry.wasm.file);
      const wrote = new BigInt64Array(exports.memory.buffer, end, output.length);
      output.forEach((v, n) => { if (wrote[n] !== BigInt(v)) throw new Error(entry.wasm.file); });
    };
    check('apply', test.f, test.g);
    check('hecke_apply', test.coefficients, test.image);
  }
  return performance.now() - start;
}

function apply(layer) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binaries[layer]));
  const end = vector(exports, manifest.modules[layer].test.f);
  const input = exports.heap.value;
  let best = Infinity;
  for (let turn = 0; turn < 60; turn++) {
    const rounds = 5000;
    const start = performance.now();
    for (let i = 0; i < rounds; i++) exports.apply(input, 71, end, 71);
    best = Math.min(best, (performance.now() - start) * 1000 / rounds);
  }
  return best;
}

const turns = Array.from({ length: 12 }, loadAndCheck);
console.log(JSON.stringify({ firstLoad: turns[0], load: Math.min(...turns), t2: apply(0), t71: apply(14) }));
