// What the client nobody here wrote makes of a programme that is over: it is asked for, and all of it is read.
import assert from "node:assert/strict";
import { Xtream } from "@iptv/xtream-api";

/** `file` is the start of the programme, ISO 8601; it is a minute long. */
export async function check({ base, user, password, file: start }) {
  const xtream = new Xtream({ url: base, username: user, password });
  const [channel] = await xtream.getChannels();
  assert.equal(channel.tv_archive, 1);
  await xtream.getProfile();
  const url = xtream.generateStreamUrl({
    type: "channel",
    streamId: channel.stream_id,
    extension: "ts",
    timeshift: { start: new Date(start), duration: 1 },
  });
  const answer = await fetch(url);
  assert.equal(answer.status, 200);
  const bytes = (await answer.arrayBuffer()).byteLength;
  assert.equal(bytes, Number(answer.headers.get("content-length")));
  const { epg_listings: rows } = await (
    await fetch(
      `${base}/player_api.php?username=${user}&password=${password}&action=get_simple_data_table&stream_id=${channel.stream_id}`,
    )
  ).json();
  return { bytes, archived: rows.filter((row) => row.has_archive === 1).length };
}
