// Reads a line's XMLTV with two parsers nobody here wrote, which have to agree with each other and with the API.
import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { parseXmltv } from "@iptv/xmltv";
import epgParser from "epg-parser";

export async function check({ base, user, password }) {
  const credentials = `username=${user}&password=${password}`;
  const response = await fetch(`${base}/xmltv.php?${credentials}`);
  assert.equal(response.status, 200);
  const text = await response.text();
  assert.ok(!text.includes("<!DOCTYPE"), "one player rejects any DOCTYPE");
  const one = parseXmltv(text);
  const other = epgParser.parse(text);
  const programmes = one.programmes ?? [];
  assert.equal(programmes.length, other.programs.length, "two parsers count otherwise");
  assert.ok(programmes.length > 0, "no programme");
  const channels = new Set(other.channels.map((channel) => channel.id));
  const moments = (value) => new Date(value).getTime();
  programmes.forEach((programme, i) => {
    const twin = other.programs[i];
    assert.ok(channels.has(programme.channel), `a programme of no channel: ${programme.channel}`);
    assert.equal(moments(programme.start), moments(twin.start), "two parsers read another start");
    assert.equal(moments(programme.stop), moments(twin.stop), "two parsers read another stop");
    assert.ok(moments(programme.start) < moments(programme.stop), "it ends before it begins");
    assert.ok(twin.title.length > 0 && twin.title[0].value, "no title");
  });
  const listed = await (await fetch(`${base}/player_api.php?${credentials}&action=get_live_streams`)).json();
  const known = new Set(listed.map((channel) => channel.epg_channel_id));
  channels.forEach((id) => assert.ok(known.has(id), `a channel no list has: ${id}`));
  const file = await fetch(`${base}/xmltv.php?${credentials}&gzip=1`);
  assert.equal(file.headers.get("content-encoding"), null, "a .gz file is no content encoding");
  assert.equal(gunzipSync(Buffer.from(await file.arrayBuffer())).toString("utf8"), text, "the .gz holds something else");
  assert.equal((await fetch(`${base}/xmltv.php?username=${user}&password=wrong-word`)).status, 401);
  return { channels: channels.size, programmes: programmes.length };
}
