package dev.headwater.api;

import java.util.List;

/** An app on a device: goes from an entry to segments, by nothing but what it is told. */
record PlayerApp(HttpDoor door, int from, String agent) {
    PlayerApp(HttpDoor door) {
        this(door, 1, "TV");
    }

    /** The entry playlist of a channel. */
    Reply enter(int channel) {
        return get("/live/ada/s3cret-word/" + channel + ".m3u8");
    }

    /** The path of the first media playlist of a channel, with a new ticket. */
    String mediaPath(int channel) {
        return enter(channel).uris().getFirst();
    }

    /** The paths of the segments a media playlist lists. */
    List<String> segmentPaths(String mediaPath) {
        String folder = mediaPath.substring(0, mediaPath.lastIndexOf('/') + 1);
        return get(mediaPath).uris().stream().map(uri -> folder + uri).toList();
    }

    /** Where the last segment of a media playlist is. */
    String location(String mediaPath) {
        return get(segmentPaths(mediaPath).getLast()).header("Location").orElse("");
    }

    Reply get(String path) {
        return send(Ask.get(path));
    }

    Reply send(Ask ask) {
        return door.send(ask.with("User-Agent", agent).from(from));
    }
}
