// Reads a line's M3U playlists with two parsers nobody here wrote, which have to agree with each other and with the API.
import assert from "node:assert/strict";
import { parseM3U } from "@iptv/playlist";
import iptvPlaylistParser from "iptv-playlist-parser";

const api = async ({ base, user, password }, action) =>
  (await fetch(`${base}/player_api.php?username=${user}&password=${password}&action=${action}`)).json();

export async function check(line) {
  const { base, user, password } = line;
  const live = await api(line, "get_live_streams");
  const movies = await api(line, "get_vod_streams");
  const counted = {};
  for (const type of ["m3u", "m3u_plus"]) {
    for (const output of ["ts", "hls"]) {
      const url = `${base}/get.php?username=${user}&password=${password}&type=${type}&output=${output}`;
      const response = await fetch(url);
      assert.equal(response.status, 200);
      const text = await response.text();
      const strict = iptvPlaylistParser.parse(text).items;
      const fast = parseM3U(text).channels;
      assert.deepEqual(
        strict.map((item) => [item.url, item.name]),
        fast.map((item) => [item.url, item.name]),
        "two parsers disagree",
      );
      strict.forEach((item) => assert.ok(new URL(item.url).href && item.name, `no URL or name: ${item.raw}`));
      const ofLive = strict.filter((item) => /\/live\/|\/\d+$/.test(new URL(item.url).pathname));
      assert.equal(ofLive.length, live.length, "as many channels as the API lists");
      assert.equal(strict.filter((item) => item.url.includes("/movie/")).length, movies.length);
      if (type === "m3u_plus") {
        assert.deepEqual(
          ofLive.map((item) => item.tvg.id),
          live.map((channel) => channel.epg_channel_id ?? ""),
          "tvg-id is epg_channel_id",
        );
        assert.ok(strict.every((item) => item.group.title), "every entry has a group");
        if (output === "hls") assert.ok(ofLive.every((item) => item.url.endsWith(".m3u8")));
      }
      counted[`${type} ${output}`] = strict.length;
    }
  }
  const wrong = await fetch(`${base}/get.php?username=${user}&password=wrong-word&type=m3u_plus`);
  assert.equal(wrong.status, 403, "never 200: players take any text for an empty playlist");
  return counted;
}
