// Serves tables on a free port of the loopback, tells the port, and ends with whoever started it.
import dynalite from 'dynalite';
import db from 'dynalite/db/index.js';

// DynamoDB orders texts by their bytes, and so does dynalite where it keeps them; but it refuses ranges that are empty in
// JavaScript's order, which has surrogate pairs before U+E000.
const { compare } = db;
db.compare = (comparison, value, others) => {
  const other = [others].flat()[0];
  return comparison === 'GT' && value?.S !== undefined && other?.S !== undefined
    ? Buffer.compare(Buffer.from(value.S), Buffer.from(other.S)) > 0
    : compare(comparison, value, others);
};

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
