// Serves tables on a free port of the loopback, tells the port, and ends with whoever started it.
import dynalite from 'dynalite';
import db from 'dynalite/db/index.js';
import deletes from 'dynalite/validations/deleteItem.js';
import updates from 'dynalite/validations/updateItem.js';

// DynamoDB orders texts by their bytes, and so does dynalite where it keeps them; but bounds and starting keys it compares in
// JavaScript's order, which has surrogate pairs before U+E000.
const { compare } = db;
const order = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const byBytes = {
  LT: (value, other) => order(value, other) < 0,
  LE: (value, other) => order(value, other) <= 0,
  GT: (value, other) => order(value, other) > 0,
  GE: (value, other) => order(value, other) >= 0,
  BETWEEN: (value, from, to) => order(value, from) >= 0 && order(value, to) <= 0,
};
db.compare = (comparison, value, others) => {
  const texts = [value, others].flat().map((one) => one?.S);
  return comparison in byBytes && texts.every((text) => text !== undefined)
    ? byBytes[comparison](...texts)
    : compare(comparison, value, others);
};

// DynamoDB sends what made a condition fail, where it is asked to; dynalite does not know the question.
for (const { types } of [deletes, updates]) {
  types.ReturnValuesOnConditionCheckFailure = { type: 'String', enum: ['ALL_OLD', 'NONE'] };
}
const { checkConditional } = db;
db.checkConditional = (data, item) => {
  const failure = checkConditional(data, item);
  if (failure && item && data.ReturnValuesOnConditionCheckFailure === 'ALL_OLD') {
    failure.body.Item = item;
  }
  return failure;
};

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
