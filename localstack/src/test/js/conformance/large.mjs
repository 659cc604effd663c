// Reads an imported catalogue, of which is known what it holds, in every way there is: each has to tell the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parseM3U } from "@iptv/playlist";
import { Xtream } from "@iptv/xtream-api";
import iptvPlaylistParser from "iptv-playlist-parser";
import { MODES, check as checkClient } from "./client.mjs";
import { check as checkPlaylists } from "./playlists.mjs";

const rows = (answer) => (Array.isArray(answer) ? answer : answer.data);
const nameOf = (row) => row.name ?? row.attributes.name;
const sorted = (names) => [...names].sort();

/** Names have to be the same to the last character, whatever order they come in. */
const same = (found, expected, what) => {
  const [one, other] = [sorted(found), sorted(expected)];
  assert.equal(one.length, other.length, `${what}: as many`);
  one.forEach((name, i) => assert.equal(name, other[i], what));
};

export async function check({ base, user, password, file }) {
  const expected = JSON.parse(readFileSync(file, "utf8"));
  const line = { base, user, password };
  const credentials = `username=${user}&password=${password}`;
  const api = async (more) => (await fetch(`${base}/player_api.php?${credentials}&action=${more}`)).json();

  // Ids, categories and counts, in four modes.
  const found = await checkClient(line);
  // Names, in four modes.
  for (const mode of Object.keys(MODES)) {
    const xtream = new Xtream({ url: base, username: user, password, serializer: MODES[mode] });
    same(rows(await xtream.getChannels()).map(nameOf), expected.live.map((one) => one.name), `${mode}: channels`);
    same(rows(await xtream.getMovies()).map(nameOf), expected.movies.map((one) => one.name), `${mode}: films`);
    same(rows(await xtream.getShows()).map(nameOf), expected.series.map((one) => one.name), `${mode}: series`);
  }

  // Each item is in the category its source named, by that category's name.
  const counts = {};
  for (const [kind, categories, list] of [
    ["live", "get_live_categories", "get_live_streams"],
    ["movies", "get_vod_categories", "get_vod_streams"],
    ["series", "get_series_categories", "get_series"],
  ]) {
    const names = new Map((await api(categories)).map((row) => [row.category_id, row.category_name]));
    const all = await api(list);
    const placed = all.map((row) => `${names.get(row.category_id)}\n${row.name}`);
    same(placed, expected[kind].map((one) => `${one.group}\n${one.name}`), `${kind}: in its category`);
    all.forEach((row) => assert.deepEqual(row.category_ids, [Number(row.category_id)]));
    assert.deepEqual(all.map((row) => row.num), all.map((_, i) => i + 1), `${kind}: num counts from 1`);
    for (const any of ["", "0", "*", "all"]) {
      assert.equal((await api(`${list}&category_id=${any}`)).length, all.length, `${kind}: category_id=${any}`);
    }
    assert.deepEqual(await api(`${list}&category_id=2000000000`), [], `${kind}: a category there is not`);
    // Nearly no app sends them, and panels that know them answer a part: who does not, may answer all.
    const paged = await api(`${list}&params[offset]=10&params[items_per_page]=5`);
    assert.ok(paged.length === all.length || paged.length === 5, `${kind}: paging is taken or not, not half`);
    counts[kind] = all.length;
    counts[`${kind} categories`] = names.size;
  }

  // Episodes: all of them, under ids that nothing else has.
  const episodes = [];
  for (const id of found.series) {
    Object.values((await api(`get_series_info&series_id=${id}`)).episodes).flat().forEach((one) => episodes.push(Number(one.id)));
  }
  const streams = [...found.live, ...found.movies, ...episodes];
  assert.equal(new Set(streams).size, streams.length, "two streams have one id");
  counts.episodes = episodes.length;

  // Both parsers of playlists: names, groups and guide ids.
  counts.playlists = await checkPlaylists(line);
  const text = await (await fetch(`${base}/get.php?${credentials}&type=m3u_plus&output=ts`)).text();
  const wanted = [...expected.live, ...expected.movies, ...expected.episodes].map((one) => `${one.group}\n${one.name}`);
  same(iptvPlaylistParser.parse(text).items.map((one) => `${one.group.title}\n${one.name}`), wanted, "iptv-playlist-parser");
  same(parseM3U(text).channels.map((one) => `${one.groupTitle}\n${one.name}`), wanted, "@iptv/playlist");
  same(parseM3U(text).channels.map((one) => `${one.groupTitle}\n${one.tvgName}`), wanted, "tvg-name");

  // What old apps ask.
  const panel = await (await fetch(`${base}/panel_api.php?${credentials}`)).json();
  const available = Object.values(panel.available_channels);
  same(available.map(nameOf), [...expected.live, ...expected.movies].map((one) => one.name), "panel_api.php");
  return counts;
}
