// Reads everything a line sees with @iptv/xtream-api, in its four modes, as an app would.
// Every mode has to find the same, every id has to be an int32, every URL it builds has to answer.
import assert from "node:assert/strict";
import { Xtream } from "@iptv/xtream-api";
import { camelCaseSerializer } from "@iptv/xtream-api/camelcase";
import { JSONAPISerializer } from "@iptv/xtream-api/jsonapi";
import { standardizedSerializer } from "@iptv/xtream-api/standardized";

export const MODES = {
  none: undefined,
  camelcase: camelCaseSerializer,
  standardized: standardizedSerializer,
  jsonapi: JSONAPISerializer,
};

const INT32 = 2_147_483_647;
// Of long lists, so many are looked at one by one: the first and the last.
const LOOKED_AT = 4;

/** The rows of an answer, whichever mode shaped it. */
const rows = (answer) => (Array.isArray(answer) ? answer : answer.data);

/** The id of a row, whichever mode shaped it. */
const id = (row) => Number(row.stream_id ?? row.streamId ?? row.series_id ?? row.seriesId ?? row.id);

const some = (list) => [...new Set([...list.slice(0, LOOKED_AT / 2), ...list.slice(-LOOKED_AT / 2)])];

const ids = (answer) => {
  const found = rows(answer).map(id);
  found.forEach((one) => assert.ok(Number.isInteger(one) && one > 0 && one <= INT32, `no int32: ${one}`));
  assert.equal(new Set(found).size, found.length, "ids are named twice");
  return found;
};

const notFound = (promise, message) => assert.rejects(promise, new RegExp(message));

/** What one mode finds. */
export async function read({ base, user, password, mode }) {
  const xtream = new Xtream({ url: base, username: user, password, serializer: MODES[mode] });
  const profile = await xtream.getProfile();
  const server = await xtream.getServerInfo();
  assert.ok(profile && server, "no profile or server");
  const found = {};
  for (const [name, categories, list] of [
    ["live", xtream.getChannelCategories, xtream.getChannels],
    ["movies", xtream.getMovieCategories, xtream.getMovies],
    ["series", xtream.getShowCategories, xtream.getShows],
  ]) {
    const groups = rows(await categories.call(xtream)).map((row) => Number(row.category_id ?? row.categoryId ?? row.id));
    const all = ids(await list.call(xtream));
    const inGroups = [];
    for (const categoryId of groups) {
      const members = ids(await list.call(xtream, { categoryId }));
      assert.ok(members.length > 0, `an empty category of ${name}`);
      inGroups.push(...members);
    }
    assert.deepEqual([...inGroups].sort(), [...all].sort(), `${name}: the categories hold other things than the list`);
    found[name] = all;
  }
  for (const movieId of some(found.movies)) assert.ok(await xtream.getMovie({ movieId }));
  await notFound(xtream.getMovie({ movieId: INT32 }), "Movie Not Found");
  for (const showId of some(found.series)) assert.ok(await xtream.getShow({ showId }));
  await notFound(xtream.getShow({ showId: INT32 }), "Show Not Found");
  found.programmes = [];
  for (const channelId of some(found.live)) {
    const short = listings(await xtream.getShortEPG({ channelId, limit: 2 }));
    const full = listings(await xtream.getFullEPG({ channelId }));
    assert.ok(short.length <= 2 && short.length <= full.length, "the short guide is longer than the whole");
    found.programmes.push(full.length);
  }
  return found;
}

const listings = (answer) => answer.epg_listings ?? answer.epgListings ?? rows(answer);

/** The URLs an app builds from the lists: each has to be there. */
export async function urls({ base, user, password }) {
  const xtream = new Xtream({ url: base, username: user, password, preferredFormat: "m3u8" });
  const built = [];
  for (const channel of some(await xtream.getChannels())) built.push(channel.url);
  for (const movie of some(await xtream.getMovies())) built.push(movie.url);
  for (const show of some(await xtream.getShows())) {
    const { episodes } = await xtream.getShow({ showId: show.series_id });
    Object.values(episodes).flat().forEach((episode) => built.push(episode.url));
  }
  for (const url of built) {
    const { status } = await fetch(url, { method: "HEAD", redirect: "manual" });
    assert.ok(status === 200 || status === 302, `${new URL(url).pathname.split("/").pop()}: ${status}`);
  }
  return built.length;
}

/** All modes, which have to agree. */
export async function check(line) {
  const found = {};
  for (const mode of Object.keys(MODES)) {
    found[mode] = await read({ ...line, mode });
    assert.deepEqual(found[mode], found.none, `${mode} finds something else`);
  }
  return found.none;
}
