// Shows that the checks can fail: each of these faults, made in what the server answers, has to be noticed.
import { check as checkClient } from "./client.mjs";
import { check as checkGuide } from "./guide.mjs";
import { check as checkPlaylists } from "./playlists.mjs";

const json = (action, change) => ({
  what: `${action}: ${change}`,
  of: (url) => url.includes(`action=${action}`),
  change: (text) => JSON.stringify(change(JSON.parse(text))),
  check: checkClient,
});
const text = (what, path, change, check) => ({ what, of: (url) => url.includes(path), change, check });
const each = (change) => (list) => list.map((row) => ({ ...row, ...change(row) }));
const without = (name) => (body) => Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));

const FAULTS = [
  json("get_profile", without("user_info")),
  json("get_server_info", without("server_info")),
  json("get_live_streams", () => ({})),
  json("get_live_streams", each(() => ({ stream_id: "a1b2" }))),
  json("get_live_streams", each(() => ({ stream_id: 7 }))),
  json("get_live_streams", each(() => ({ stream_id: 3_000_000_000 }))),
  json("get_live_streams", each(() => ({ category_ids: undefined }))),
  { ...json("get_live_streams", (list) => list.slice(1)), of: (url) => url.endsWith("action=get_live_streams") },
  json("get_vod_streams", each(() => ({ category_ids: 5 }))),
  json("get_vod_info", without("movie_data")),
  json("get_series", each(() => ({ backdrop_path: null }))),
  json("get_series_info", without("info")),
  json("get_series_info", without("episodes")),
  json("get_series_info", (body) => ({ ...body, episodes: [[...Object.values(body.episodes)]] })),
  json("get_short_epg", without("epg_listings")),
  json("get_simple_data_table", (body) => ({ epg_listings: body.epg_listings.map(without("title")) })),
  text("no header", "get.php", (m3u) => m3u.replace("#EXTM3U", ""), checkPlaylists),
  text("an entry less", "get.php", (m3u) => m3u.replace(/#EXTINF.*\r?\n.*\r?\n/, ""), checkPlaylists),
  text("no group", "get.php", (m3u) => m3u.replaceAll(/group-title="[^"]*"/g, 'group-title=""'), checkPlaylists),
  text("times without offset", "xmltv.php", (xml) => xml.replaceAll(" +0000", ""), checkGuide),
  text("a DOCTYPE", "xmltv.php", (xml) => xml.replace("<tv", '<!DOCTYPE tv SYSTEM "xmltv.dtd">\n<tv'), checkGuide),
  text("another channel id", "xmltv.php", (xml) => xml.replaceAll('channel="', 'channel="x'), checkGuide),
];

/** Names the faults nobody noticed. */
export async function check(line) {
  const original = globalThis.fetch;
  const unnoticed = [];
  for (const fault of FAULTS) {
    globalThis.fetch = async (url, options) => {
      const response = await original(url, options);
      if (!fault.of(String(url)) || !response.ok) return response;
      return new Response(fault.change(await response.text()), { status: 200, headers: response.headers });
    };
    try {
      await fault.check(line);
      unnoticed.push(fault.what);
    } catch {
      // Noticed.
    }
  }
  globalThis.fetch = original;
  if (unnoticed.length > 0) throw new Error(`nobody noticed: ${unnoticed.join("; ")}`);
  return { faults: FAULTS.length };
}
