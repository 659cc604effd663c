// Made signed-urls.tsv, once: `node sign-urls.mjs > signed-urls.tsv`. Its keys are gone, so it can not be made again.
// Lines are "key", id, X.509 in base64, or "url", what it is, the URL.
import { createSign, generateKeyPairSync } from 'node:crypto';

const url = 'http://edge.example:8081/hls/1/720p/a.ts';
const expires = Date.parse('2026-03-06T12:01:30Z') / 1000;
const begins = expires - 120;
const pairs = {
  KEC: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
  KRSA: generateKeyPairSync('rsa', { modulusLength: 2048 }),
};
const forQuery = (buffer) =>
  buffer.toString('base64').replaceAll('+', '-').replaceAll('=', '_').replaceAll('/', '~');
const sign = (id, hash, text) => forQuery(createSign(hash).update(text).sign(pairs[id].privateKey));
const named = (hash) => (hash === 'SHA256' ? '&Hash-Algorithm=SHA256' : '');
const line = (...parts) => console.log(parts.join('\t'));

for (const [id, pair] of Object.entries(pairs)) {
  line('key', id, pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'));
  for (const hash of ['SHA1', 'SHA256']) {
    for (const query of ['', '?size=large&a']) {
      const policy = JSON.stringify({
        Statement: [{ Resource: url + query, Condition: { DateLessThan: { 'AWS:EpochTime': expires } } }],
      });
      line('url', `canned ${id} ${hash} ${query}`,
        `${url}${query}${query ? '&' : '?'}Expires=${expires}&Signature=${sign(id, hash, policy)}&Key-Pair-Id=${id}${named(hash)}`);
    }
    const policy = JSON.stringify({
      Statement: [{
        Resource: 'http://edge.example:8081/hls/1/*',
        Condition: {
          IpAddress: { 'AWS:SourceIp': '192.0.2.0/24' },
          DateLessThan: { 'AWS:EpochTime': expires },
          DateGreaterThan: { 'AWS:EpochTime': begins },
        },
      }],
    }, null, 2);
    line('url', `custom ${id} ${hash}`,
      `${url}?Policy=${forQuery(Buffer.from(policy))}&Signature=${sign(id, hash, policy)}&Key-Pair-Id=${id}${named(hash)}`);
  }
}
