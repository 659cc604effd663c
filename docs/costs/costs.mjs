// What Headwater costs on AWS: prices.json times assumptions.json, as the tables of docs/2-operate/costs.md.
//
//   node docs/costs/costs.mjs                    prints the tables
//   node docs/costs/costs.mjs --set mbit=8       with another assumption; may be repeated
//   node docs/costs/costs.mjs --write            puts them into costs.md
//   node docs/costs/costs.mjs --check            exits with 1 where costs.md does not hold them
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const DOCUMENT = new URL("../2-operate/costs.md", import.meta.url);
const BEGIN = "<!-- made by docs/costs/costs.mjs: begin -->";
const END = "<!-- made by docs/costs/costs.mjs: end -->";

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));

/** What is beyond the free part, at the price of each tier. */
function tiered(amount, free, tiers) {
  let cost = 0;
  let from = free;
  for (const { upTo, price } of tiers) {
    const to = Math.min(amount, upTo ?? Infinity);
    cost += Math.max(0, to - from) * price;
    from = Math.max(from, to);
  }
  return cost;
}

const beyond = (amount, free) => Math.max(0, amount - free);

/** How much of everything a month takes. */
function usage({ viewers, channels, films }, a) {
  const seconds = viewers * a.hoursADay * 3600 * a.daysAMonth;
  const segmentsWatched = seconds / a.segmentSeconds;
  const play = 2 * segmentsWatched;
  const api = viewers * a.apiCallsADay * a.daysAMonth;
  const encoded = Math.ceil(channels * a.encodedShare);
  const windows = (channels * a.daysAMonth * 86400) / a.segmentSeconds;
  const made = windows * (1 + encoded / channels);
  return {
    hours: a.daysAMonth * 24,
    gigabytes: (seconds * a.mbit) / 8000 + viewers * a.listGBAViewer,
    segmentsWatched,
    play,
    api,
    leases: seconds / a.leaseWriteSeconds,
    windows,
    made,
    fetched: Math.min(segmentsWatched, made * a.watchedShare * a.originCopies),
    tasks: Math.max(1, Math.ceil(encoded / a.encodedATask + (channels - encoded) / a.copiedATask)),
    clock: a.clockCallsAMinute * 60 * 24 * a.daysAMonth,
    filmMinutes: films * a.filmMinutes,
    storedGB: films * a.filmsKept * a.storedFilmGB * 2 + channels * 0.5,
  };
}

/** US dollars a month, line by line. */
function costs(u, a, p) {
  const gbSeconds = (u.play * a.playMs * a.playMB + u.api * a.apiMs * a.apiMB + u.clock * 200 * 2048) / 1000 / 1024;
  const calls = u.play + u.api + u.clock;
  const front = u.play + u.api;
  const reads = u.play * a.readUnitsAPlayCall + u.api * a.readUnitsAnApiCall + u.clock * 10;
  const writes = u.leases + u.windows * a.windowWriteUnits + u.tasks * u.hours * 3600;
  const task = (cpus, gb) => cpus * p.fargate.vcpuHour + gb * p.fargate.gbHour + p.network.publicAddressHour;
  return {
    "CloudFront, data": tiered(u.gigabytes, p.cloudFront.freeDataGB, p.cloudFront.dataGB),
    "CloudFront, requests":
      beyond(front + u.segmentsWatched, p.cloudFront.freeRequests) * p.cloudFront.httpsRequest +
      beyond(front, p.cloudFront.freeFunctionCalls) * p.cloudFront.functionCall,
    "Web ACL": p.waf.acl + a.wafRules * p.waf.rule + front * p.waf.request,
    Lambda:
      beyond(calls, p.lambda.freeRequests) * p.lambda.request +
      beyond(gbSeconds, p.lambda.freeGBSeconds) * p.lambda.armGBSecond,
    "HTTP API": u.api * p.httpApi.request,
    DynamoDB:
      reads * p.dynamoDb.readUnit +
      writes * p.dynamoDb.writeUnit +
      beyond(a.tableGB, p.dynamoDb.freeStorageGB) * p.dynamoDb.storageGB +
      a.tableGB * p.dynamoDb.pointInTimeGB,
    S3: u.made * p.s3.put + u.fetched * p.s3.get + u.storedGB * p.s3.storageGB,
    "Fargate, workers": u.tasks * u.hours * task(a.workerCpus, a.workerGB),
    "Fargate, stream host and balancer":
      u.hours * (task(a.hostCpus, a.hostGB) + p.network.balancerHour + a.balancerUnits * p.network.balancerUnitHour),
    "Pushed sources": a.pushed * u.hours *
      (task(a.workerCpus, a.workerGB) + p.network.balancerHour + p.network.networkBalancerUnitHour +
        2 * p.network.publicAddressHour),
    MediaConvert: u.filmMinutes * (2 * p.mediaConvert.hdMinute + p.mediaConvert.sdMinute),
    "Logs, metrics, alarms":
      (calls * a.logBytesACall * p.watching.logGB) / 1e9 +
      a.metrics * p.watching.metric +
      a.alarms * p.watching.alarm +
      p.watching.dashboard,
    Secrets: a.secrets * p.secrets.secret + u.hours * 12 * a.secrets * p.secrets.call,
  };
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

const whole = (number) => Math.round(number).toLocaleString("en-US");
const cents = (number) => number.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function render(prices, sizes, values) {
  const a = Object.fromEntries(Object.entries(values).map(([name, { is }]) => [name, is]));
  const used = sizes.map((size) => usage(size, a));
  const priced = used.map((u) => costs(u, a, prices));
  const totals = priced.map((lines) => Object.values(lines).reduce((sum, cost) => sum + cost, 0));
  const names = Object.keys(priced[0]);
  const dominant = priced.map((lines, i) => {
    const [name, cost] = Object.entries(lines).sort((one, other) => other[1] - one[1])[0];
    return `${name} (${Math.round((100 * cost) / totals[i])} %)`;
  });
  const viewers = sizes.map((size) => whole(size.viewers));
  const tebibytes = (u) => (u.gigabytes / 1024).toLocaleString("en-US", { maximumFractionDigits: 1 });
  return [
    `US dollars a month, list prices of ${prices.region} as of ${prices.asOf}:`,
    table(
      ["viewers", ...viewers],
      [
        ...names.map((name) => [name, ...priced.map((lines) => whole(lines[name]))]),
        ["**all**", ...totals.map((total) => `**${whole(total)}**`)],
        ["a viewer", ...totals.map((total, i) => cents(total / sizes[i].viewers))],
        ["the largest line", ...dominant],
      ],
    ),
    "What that is made of:",
    table(
      ["viewers", ...viewers],
      [
        ["channels", ...sizes.map((size) => whole(size.channels))],
        ["new films a month", ...sizes.map((size) => whole(size.films))],
        ["workers", ...used.map((u) => whole(u.tasks))],
        ["TB to viewers", ...used.map(tebibytes)],
        ["million calls of *play*", ...used.map((u) => whole(u.play / 1e6))],
        ["million segments from edges", ...used.map((u) => whole(u.segmentsWatched / 1e6))],
        ["million leases written", ...used.map((u) => whole(u.leases / 1e6))],
      ],
    ),
    "What is assumed:",
    table(
      ["", "is", "because"],
      Object.entries(values).map(([name, { is, why }]) => [`\`${name}\``, is, why]),
    ),
  ].join("\n\n");
}

function main(words) {
  const { sizes, values } = read("assumptions.json");
  let mode = "print";
  while (words.length > 0) {
    const word = words.shift();
    if (word === "--set") {
      const [, name, value] = /^(\w+)=([0-9.]+)$/.exec(words.shift() ?? "") ?? [];
      if (!Object.hasOwn(values, name ?? "")) {
        throw new Error("--set takes NAME=NUMBER, a name of assumptions.json");
      }
      values[name].is = Number(value);
    } else if (word === "--write" || word === "--check") {
      mode = word.slice(2);
    } else {
      throw new Error(`${word} is none of --set NAME=NUMBER, --write, --check`);
    }
  }
  const block = `${BEGIN}\n${render(read("prices.json"), sizes, values)}\n${END}`;
  if (mode === "print") {
    console.log(block);
    return;
  }
  const document = readFileSync(DOCUMENT, "utf8");
  if (mode === "check") {
    if (!document.includes(block)) {
      throw new Error(`${fileURLToPath(DOCUMENT)} does not hold what this prints: run it with --write`);
    }
    return;
  }
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) {
    throw new Error("the document has lost its marks");
  }
  writeFileSync(DOCUMENT, document.slice(0, begin) + block + document.slice(end + END.length));
}

try {
  main(process.argv.slice(2));
} catch (e) {
  console.error(`costs: ${e.message}`);
  process.exitCode = 1;
}
