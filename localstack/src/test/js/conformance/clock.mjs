// Reads a guide of which every instant is known with two parsers and the client: the same instants everywhere.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parseXmltv } from "@iptv/xmltv";
import { Xtream } from "@iptv/xtream-api";
import epgParser from "epg-parser";

const DAY = 86_400;
// As far as XMLTV goes; the API goes as far as the guide is kept.
const [BEHIND, AHEAD] = [7, 14];
const seconds = (value) => new Date(value).getTime() / 1000;

export async function check({ base, user, password, file }) {
  const expected = JSON.parse(readFileSync(file, "utf8"));
  const credentials = `username=${user}&password=${password}`;
  const text = await (await fetch(`${base}/xmltv.php?${credentials}&prev_days=${BEHIND}&next_days=${AHEAD}`)).text();
  const one = parseXmltv(text).programmes;
  const other = epgParser.parse(text).programs;
  const channels = await (await fetch(`${base}/player_api.php?${credentials}&action=get_live_streams`)).json();
  const xtream = new Xtream({ url: base, username: user, password });
  const now = Date.now() / 1000;
  const today = Math.floor(now / DAY) * DAY;
  let instants = 0;
  for (const { stream_id: channelId, epg_channel_id: guideId } of channels) {
    const wanted = expected[guideId];
    const read = (list) =>
      list.filter((row) => row.channel === guideId).map((row) => [seconds(row.start), seconds(row.stop)]);
    const near = wanted.filter(([start]) => start >= today - BEHIND * DAY && start < today + (AHEAD + 1) * DAY);
    assert.ok(near.length > 20, "few programmes are near");
    assert.deepEqual(read(one), near, `@iptv/xmltv: ${guideId}`);
    assert.deepEqual(read(other), near, `epg-parser: ${guideId}`);
    const rows = (answer) => answer.epg_listings.map((row) => {
      const stamps = [Number(row.start_timestamp), Number(row.stop_timestamp)];
      // Wall clocks are of the time zone the server names, which is UTC.
      assert.deepEqual([seconds(`${row.start.replace(" ", "T")}Z`), seconds(`${row.end.replace(" ", "T")}Z`)], stamps);
      return stamps;
    });
    assert.deepEqual(rows(await xtream.getFullEPG({ channelId })), wanted, `get_simple_data_table: ${guideId}`);
    const soon = wanted.filter(([, stop]) => stop > now);
    const short = rows(await xtream.getShortEPG({ channelId, limit: 1000 }));
    assert.ok(short.length > 0, "nothing now");
    assert.deepEqual(short, soon, `get_short_epg: ${guideId}`);
    instants += wanted.length;
  }
  return { channels: channels.length, programmes: instants };
}
