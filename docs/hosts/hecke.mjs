// The 71 Hecke modules in JavaScript: loads a folder that 'monster hecke build' wrote, and holds each module against the
// test vector of the manifest. Usage: node hecke.mjs FOLDER
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

const folder = process.argv[2] ?? '.';
const manifest = JSON.parse(readFileSync(join(folder, 'MANIFEST.json'), 'utf8'));
if (manifest.version !== 1) throw new Error(`MANIFEST.json has version ${manifest.version}; this program reads version 1`);

/** Writes a vector of 64-bit integers above the module's heap, calls a function of (in, n, out, m), and reads what it wrote. */
function call(exports, name, input, outputs) {
  const start = exports.heap.value;
  const end = start + input.length * 8;
  const missing = Math.ceil((end + outputs * 8) / 65536) - exports.memory.buffer.byteLength / 65536;
  if (missing > 0) exports.memory.grow(missing);
  new BigInt64Array(exports.memory.buffer, start, input.length).set(input.map(BigInt));
  const status = exports[name](start, input.length, end, outputs);
  if (status !== 0) throw new Error(`${name} refused with status ${status}`);
  return [...new BigInt64Array(exports.memory.buffer, end, outputs)];
}

const same = (x, y) => x.length === y.length && x.every((v, i) => BigInt(v) === BigInt(y[i]));

for (const entry of manifest.modules) {
  const bytes = readFileSync(join(folder, entry.wasm.file));
  const complain = (what) => { throw new Error(`${entry.wasm.file}: ${what}`); };
  if (createHash('sha256').update(bytes).digest('hex') !== entry.wasm.sha256) complain('is not the module of the manifest');
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  for (const name of manifest.exports) if (!(name in exports)) complain(`does not export ${name}`);
  if (exports.shard.value !== entry.layer || exports.prime.value !== entry.prime) complain('is another shard');
  if (exports.eigenvalue.value !== BigInt(entry.eigenvalue)) complain('has another eigenvalue');

  const p = entry.prime;
  const neighbours = Array.from({ length: p + 1 }, (_, i) => exports.neighbour(entry.layer, i));
  if (!same(neighbours, entry.test.neighbours)) complain('has other neighbours');
  if (!same(call(exports, 'apply', entry.test.f, 71), entry.test.g)) complain('applies T_p to another result');
  if (!same(call(exports, 'hecke_apply', entry.test.coefficients, entry.test.image.length), entry.test.image)) complain('acts on q-expansions with another result');
}
console.log(`${manifest.modules.length} modules answered as the manifest says.`);
