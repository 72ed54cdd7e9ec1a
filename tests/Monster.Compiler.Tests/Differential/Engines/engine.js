// Runs cartridges in V8. A line of JSON in: {module, scripts: [[{export, arguments, budget, depth}]]}.
// A line out: for each script its outcomes, up to and including the first trap.
const { createHash } = require('node:crypto');
const { createInterface } = require('node:readline');

function call(exports, step) {
  exports.budget.value = step.budget;
  if (step.depth !== null) exports.depth.value = step.depth;
  let result = 0;
  let trapped = false;
  try {
    result = exports[step.export](...step.arguments) ?? 0;
  } catch (error) {
    // A RangeError is V8's own stack at its end, which the depth guard must prevent: it is no trap.
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    trapped = true;
  }
  const memoryHash = createHash('sha256').update(new Uint8Array(exports.memory.buffer)).digest('hex').toUpperCase();
  return { trapped, result, budget: exports.budget.value, depth: exports.depth.value, memoryHash };
}

function run(module, script) {
  const { exports } = new WebAssembly.Instance(module);
  const outcomes = [];
  for (const step of script) {
    outcomes.push(call(exports, step));
    if (outcomes.at(-1).trapped) break;
  }
  return outcomes;
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const { module, scripts } = JSON.parse(line);
  const compiled = new WebAssembly.Module(Buffer.from(module, 'base64'));
  process.stdout.write(JSON.stringify(scripts.map((script) => run(compiled, script))) + '\n');
});
