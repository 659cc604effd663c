package dev.headwater.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Rung;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;

/** A job's settings, and what MediaConvert lays down for them: names, playlists, types of what it writes. */
public final class StubOrder {
    private static final String HLS = "hlsGroupSettings";
    private static final String FILE = "fileGroupSettings";
    private static final int FRAME_RATE = 25;

    private final JsonNode settings;
    private final Map<String, ObjectStore> buckets;

    StubOrder(JsonNode settings, Map<String, ObjectStore> buckets) {
        this.settings = settings;
        this.buckets = buckets;
    }

    /** Transcodes. */
    @FunctionalInterface
    public interface Engine {
        Made make(byte[] file, Ladder ladder) throws Unreadable;
    }

    /**
     * What came out.
     *
     * @param renditions best first, one for each rung
     */
    public record Made(List<MadeRendition> renditions, byte[] mp4) {}

    /** A rendition with its segments. */
    public record MadeRendition(Rendition rendition, List<MadeSegment> segments) {}

    /** A segment of MPEG-TS. */
    public record MadeSegment(int millis, byte[] bytes) {}

    /** Nothing can be made of the file. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        public Unreadable(String message) {
            super(message);
        }
    }

    /** What MediaConvert refuses though its model has room for it. */
    static List<String> wrong(JsonNode settings) {
        List<String> wrong = new ArrayList<>();
        Set<String> places = new HashSet<>();
        for (JsonNode group : settings.path("outputGroups")) {
            JsonNode lies = group.path("outputGroupSettings");
            boolean isHls = lies.has(HLS);
            String destination =
                    lies.path(isHls ? HLS : FILE).path("destination").asText();
            if (!lies.path("type").asText().equals(isHls ? "HLS_GROUP_SETTINGS" : "FILE_GROUP_SETTINGS")) {
                wrong.add("a group's type is not that of its settings");
            }
            JsonNode seal = lies.path(HLS).path("encryption");
            if (seal.path("type").asText().equals("STATIC_KEY")
                    && !seal.path("staticKeyProvider").has("staticKeyValue")) {
                wrong.add("a static key needs its value");
            }
            for (JsonNode output : group.path("outputs")) {
                if (!places.add(destination + output.path("nameModifier").asText() + isHls)) {
                    wrong.add("two outputs have the same name");
                }
                if (isHls && !output.has("nameModifier")) {
                    wrong.add("an output of HLS needs a nameModifier");
                }
                JsonNode h264 =
                        output.path("videoDescription").path("codecSettings").path("h264Settings");
                if (h264.path("rateControlMode").asText().equals("QVBR") && !h264.has("maxBitrate")) {
                    wrong.add("QVBR needs a maxBitrate");
                }
                if (h264.path("parControl").asText().equals("SPECIFIED") && !h264.has("parNumerator")) {
                    wrong.add("a specified pixel shape needs its numbers");
                }
            }
        }
        if (settings.path("inputs").isEmpty() || places.isEmpty()) {
            wrong.add("a job has inputs and outputs");
        }
        return wrong;
    }

    void make(Engine engine) throws Unreadable {
        URI input = URI.create(settings.path("inputs").path(0).path("fileInput").asText());
        byte[] file = store(input)
                .get(key(input), ByteRange.ALL)
                .orElseThrow(() -> new Unreadable("Unable to open input file [" + input + "]"))
                .readAll();
        List<JsonNode> renditions = new ArrayList<>();
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode group : settings.path("outputGroups")) {
            (group.path("outputGroupSettings").has(HLS) ? renditions : others).add(group);
        }
        List<Rung> rungs = new ArrayList<>();
        for (JsonNode group : renditions) {
            rungs.add(rung("r" + rungs.size(), group.path("outputs").path(0)));
        }
        Made made;
        try {
            made = engine.make(file, new Ladder("ordered", FRAME_RATE, rungs));
        } catch (Unreadable e) {
            throw new Unreadable("Unable to open input file [" + input + "]: [" + e.getMessage() + "]");
        }
        for (int i = 0; i < renditions.size(); i++) {
            hls(renditions.get(i), made.renditions().get(i));
        }
        others.forEach(group -> file(group, made.mp4()));
    }

    private static Rung rung(String name, JsonNode output) {
        JsonNode video = output.path("videoDescription");
        return new Rung(
                name,
                video.path("width").asInt(),
                video.path("height").asInt(),
                video.path("codecSettings")
                        .path("h264Settings")
                        .path("maxBitrate")
                        .asInt(),
                output.path("audioDescriptions")
                        .path(0)
                        .path("codecSettings")
                        .path("aacSettings")
                        .path("bitrate")
                        .asInt());
    }

    private void hls(JsonNode group, MadeRendition made) {
        URI place = URI.create(
                group.path("outputGroupSettings").path(HLS).path("destination").asText());
        String base = key(place);
        String name = base.substring(base.lastIndexOf('/') + 1)
                + group.path("outputs").path(0).path("nameModifier").asText();
        String folder = base.substring(0, base.lastIndexOf('/') + 1);
        StubSeal seal = StubSeal.of(group.path("outputGroupSettings").path(HLS).path("encryption"));
        StringBuilder media = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n");
        media.append("#EXT-X-MEDIA-SEQUENCE:1\n#EXT-X-PLAYLIST-TYPE:VOD\n").append(seal.tag());
        int number = 0;
        for (MadeSegment segment : made.segments()) {
            String file = String.format(Locale.ROOT, "%s_%05d.ts", name, ++number);
            put(place, folder + file, seal.sealed(segment.bytes()), "video/MP2T");
            media.append(String.format(Locale.ROOT, "#EXTINF:%.3f,%n", segment.millis() / 1000.0))
                    .append(file)
                    .append('\n');
        }
        text(place, folder + name + ".m3u8", media.append("#EXT-X-ENDLIST\n").toString());
        Rendition is = made.rendition();
        text(
                place,
                base + ".m3u8",
                String.format(
                        Locale.ROOT,
                        "#EXTM3U%n#EXT-X-VERSION:3%n#EXT-X-INDEPENDENT-SEGMENTS%n#EXT-X-STREAM-INF:BANDWIDTH=%d,"
                                + "AVERAGE-BANDWIDTH=%d,CODECS=\"%s\",RESOLUTION=%dx%d,FRAME-RATE=%.3f%n%s.m3u8%n",
                        is.bandwidth(),
                        is.averageBandwidth(),
                        is.codecs(),
                        is.width(),
                        is.height(),
                        is.frameRate(),
                        name));
    }

    private void file(JsonNode group, byte[] mp4) {
        URI place = URI.create(
                group.path("outputGroupSettings").path(FILE).path("destination").asText());
        boolean isPicture = group.path("outputs")
                .path(0)
                .path("containerSettings")
                .path("container")
                .asText()
                .equals("RAW");
        if (isPicture) {
            put(place, key(place) + ".0000000.jpg", picture(), "image/jpeg");
        } else {
            put(place, key(place) + ".mp4", mp4, "video/mp4");
        }
    }

    private static byte[] picture() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(64, 36, BufferedImage.TYPE_INT_RGB), "jpg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(URI place, String key, String text) {
        put(place, key, text.getBytes(StandardCharsets.UTF_8), "application/x-mpegURL");
    }

    private void put(URI place, String key, byte[] bytes, String type) {
        store(place).put(key, bytes, new ObjectMeta(type, null, null));
    }

    private ObjectStore store(URI place) {
        ObjectStore store = buckets.get(place.getHost());
        if (store == null) {
            throw new IllegalArgumentException("there is no bucket " + place.getHost());
        }
        return store;
    }

    private static String key(URI place) {
        return place.getPath().substring(1);
    }
}
