// Reads signed URLs, one a line, and checks each with Node's own cryptography, from CloudFront's documentation alone:
// the policy's signature, that its resource covers this URL and no other stream, and that it is valid now.
// Arguments: pairs of key pair id and public key (SPKI, base64). Prints "ok" or what is wrong, a line each.
import { createPublicKey, createVerify } from "node:crypto";
import { createInterface } from "node:readline";

const keys = new Map();
for (let i = 2; i < process.argv.length; i += 2) {
  const der = Buffer.from(process.argv[i + 1], "base64");
  keys.set(process.argv[i], createPublicKey({ key: der, format: "der", type: "spki" }));
}

const decode = (text) =>
  Buffer.from(text.replaceAll("-", "+").replaceAll("_", "=").replaceAll("~", "/"), "base64");

function verdict(line) {
  const url = new URL(line);
  const key = keys.get(url.searchParams.get("Key-Pair-Id"));
  if (!key) return "unknown key";
  const policy = decode(url.searchParams.get("Policy"));
  const signature = decode(url.searchParams.get("Signature"));
  if (!createVerify("SHA1").update(policy).verify(key, signature)) return "wrong signature";
  const [statement, ...more] = JSON.parse(policy.toString("utf8")).Statement;
  if (more.length > 0) return "more than one statement";
  const prefix = statement.Resource.slice(0, -1);
  if (!statement.Resource.endsWith("/*") || prefix.includes("*")) return "wildcard elsewhere";
  if (!/^https?:\/\/[^/]+\/hls\/\d+\/$/.test(prefix)) return "resource is no stream";
  if (!(url.origin + url.pathname).startsWith(prefix)) return "resource does not cover the URL";
  const now = Date.now() / 1000;
  if (now >= statement.Condition.DateLessThan["AWS:EpochTime"]) return "expired";
  if (now <= statement.Condition.DateGreaterThan["AWS:EpochTime"]) return "not yet valid";
  return "ok";
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(verdict(line));
}
