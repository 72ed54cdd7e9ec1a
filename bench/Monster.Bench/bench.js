// Measures cartridges in V8. A line of JSON in: {module} loads one, {seed, keys} plays it once from the start, {} plays one tick of a kernel.
// A line out: the milliseconds it took, init left out, and the score.
const { createInterface } = require('node:readline');

let compiled;
let exports;

function start(seed) {
  exports = new WebAssembly.Instance(compiled).exports;
  exports.budget.value = 200_000_000;
  exports.init(...seed);
}

function tick(key) {
  exports.budget.value = 20_000_000;
  return exports.update(key);
}

function measure(keys, seed) {
  const begin = process.hrtime.bigint();
  for (const key of keys) {
    if (tick(key) === 1) start(seed);
  }
  return Number(process.hrtime.bigint() - begin) / 1e6;
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const { module, seed, keys } = JSON.parse(line);
  if (module) {
    compiled = new WebAssembly.Module(Buffer.from(module, 'base64'));
    start(seed);
    process.stdout.write('0 0\n');
    return;
  }
  if (keys.length > 1) start(seed);
  const time = measure(keys, seed);
  exports.budget.value = 1_000_000;
  process.stdout.write(`${time} ${exports.score()}\n`);
});
