// Reads a guide of which every instant is known with two parsers and the client: the same instants everywhere.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { parseXmltv } from "@iptv/xmltv";
import { Xtream } from "@iptv/xtream-api";
import epgParser from "epg-parser";

const DAY = 86_400;
// As far as XMLTV goes; the API goes as far as the guide is kept.
const [BEHIND, AHEAD] = [7, 14];
const seconds = (value) => new Date(value).getTime() / 1000;

/** What a request brings, and the time before it and after it, in seconds. */
async function timed(request) {
  const before = Date.now() / 1000;
  const answer = await request();
  return [answer, before, Date.now() / 1000];
}

/** A programme may end, or a day begin, while the request is under way. */
function equalAtEither(found, [before, after], what) {
  assert.deepEqual(found, isDeepStrictEqual(found, before) ? before : after, what);
}

export async function check({ base, user, password, file }) {
  const expected = JSON.parse(readFileSync(file, "utf8"));
  const credentials = `username=${user}&password=${password}`;
  const xmltv = `${base}/xmltv.php?${credentials}&prev_days=${BEHIND}&next_days=${AHEAD}`;
  const [text, ...days] = await timed(async () => (await fetch(xmltv)).text());
  const one = parseXmltv(text).programmes;
  const other = epgParser.parse(text).programs;
  const channels = await (await fetch(`${base}/player_api.php?${credentials}&action=get_live_streams`)).json();
  const xtream = new Xtream({ url: base, username: user, password });
  let instants = 0;
  for (const { stream_id: channelId, epg_channel_id: guideId } of channels) {
    const wanted = expected[guideId];
    const read = (list) =>
      list.filter((row) => row.channel === guideId).map((row) => [seconds(row.start), seconds(row.stop)]);
    const near = (now) => {
      const today = Math.floor(now / DAY) * DAY;
      return wanted.filter(([start]) => start >= today - BEHIND * DAY && start < today + (AHEAD + 1) * DAY);
    };
    assert.ok(near(days[0]).length > 20, "few programmes are near");
    equalAtEither(read(one), days.map(near), `@iptv/xmltv: ${guideId}`);
    equalAtEither(read(other), days.map(near), `epg-parser: ${guideId}`);
    const rows = (answer) => answer.epg_listings.map((row) => {
      const stamps = [Number(row.start_timestamp), Number(row.stop_timestamp)];
      // Wall clocks are of the time zone the server names, which is UTC.
      assert.deepEqual([seconds(`${row.start.replace(" ", "T")}Z`), seconds(`${row.end.replace(" ", "T")}Z`)], stamps);
      return stamps;
    });
    assert.deepEqual(rows(await xtream.getFullEPG({ channelId })), wanted, `get_simple_data_table: ${guideId}`);
    const soon = (now) => wanted.filter(([, stop]) => stop > now);
    const [answer, ...asked] = await timed(() => xtream.getShortEPG({ channelId, limit: 1000 }));
    const short = rows(answer);
    assert.ok(short.length > 0, "nothing now");
    equalAtEither(short, asked.map(soon), `get_short_epg: ${guideId}`);
    instants += wanted.length;
  }
  return { channels: channels.length, programmes: instants };
}
