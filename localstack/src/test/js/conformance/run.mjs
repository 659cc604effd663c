// node conformance/run.mjs CHECK BASE USER PASSWORD [FILE]: prints what was found as JSON, or what is wrong, and exits with 1.
const [check, base, user, password, file] = process.argv.slice(2);
const warnings = [];
console.warn = (...said) => warnings.push(said.join(" "));
try {
  const { [check === "urls" ? "urls" : "check"]: run } = await import(`./${check === "urls" ? "client" : check}.mjs`);
  const found = await run({ base, user, password, file });
  if (warnings.length > 0) throw new Error(`warned: ${warnings.join("; ")}`);
  process.stdout.write(`${JSON.stringify(found)}\n`);
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
}
