package dev.headwater.core.vod;

import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.SegmentCipher;
import dev.headwater.core.media.Rung;
import dev.headwater.core.store.ObjectMeta;
import dev.headwater.core.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Transcodes nothing, but keeps books as a service does. */
final class FakeService implements TranscodeJobs {
    final List<TranscodeOrder> asked = new ArrayList<>();
    final List<Optional<ContentKey>> given = new ArrayList<>();
    final Map<String, JobState> states = new HashMap<>();

    /** Titles that there is a fault in the adapter for. */
    final Set<Integer> faulty = new HashSet<>();

    @Nullable
    Submitted answer;

    private final Map<String, String> jobs = new HashMap<>();
    private final ObjectStore objects;

    FakeService(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public Submitted submit(TranscodeOrder order, @Nullable ContentKey key) {
        asked.add(order);
        given.add(Optional.ofNullable(key));
        if (faulty.contains(order.content())) {
            throw new IllegalStateException("a fault of the test");
        }
        if (answer != null) {
            return answer;
        }
        return new Submitted.Accepted(job(order));
    }

    /** Its job, begun now where it is not yet. */
    String job(TranscodeOrder order) {
        return jobs.computeIfAbsent(order.token(), token -> "job-" + (jobs.size() + 1));
    }

    int begun() {
        return jobs.size();
    }

    @Override
    public JobState find(String job) {
        return states.getOrDefault(job, new JobState.Running(0));
    }

    /** Puts three segments a rung and an MP4 where they were ordered. */
    void make(TranscodeOrder order) {
        int weight = order.ladder().rungs().size();
        for (Rung rung : order.ladder().rungs()) {
            text(order.rendition(rung.name()) + ".m3u8", """
                    #EXTM3U
                    #EXT-X-VERSION:3
                    #EXT-X-INDEPENDENT-SEGMENTS
                    #EXT-X-STREAM-INF:BANDWIDTH=9,AVERAGE-BANDWIDTH=8,CODECS="avc1.4d401f,mp4a.40.2",\
                    RESOLUTION=%dx%d,FRAME-RATE=24.000
                    x.m3u8
                    """.formatted(rung.width(), rung.height()));
            StringBuilder media = new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:3\n");
            String segments = order.segments(rung.name());
            String name = segments.substring(segments.lastIndexOf('/') + 1);
            if (order.key() != null) {
                media.append("#EXT-X-KEY:METHOD=AES-128,URI=\"https://keys.invalid/k\",IV=0x")
                        .append(order.initializationVector())
                        .append('\n');
            }
            for (int i = 1; i <= 3; i++) {
                media.append("#EXTINF:").append(i == 3 ? "1.04" : "2.002").append(",\n");
                String segment = name + "_0000" + i;
                media.append(segment).append(".ts\n");
                byte[] clear = pictures(1000 * weight);
                byte[] stored = given.getLast()
                        .map(key -> SegmentCipher.encrypt(
                                key, SegmentName.parse(segment).orElseThrow(), clear))
                        .orElse(clear);
                objects.put(segments + "_0000" + i + ".ts", stored, ObjectMeta.segment());
            }
            text(segments + ".m3u8", media.append("#EXT-X-ENDLIST\n").toString());
            weight--;
        }
        if (order.key() == null) {
            text(order.file() + ".mp4", "ftyp-moov-mdat");
        }
    }

    /** MPEG-TS as far as its first picture's time, 10 s. */
    private static byte[] pictures(int length) {
        byte[] head = HexFormat.of().parseHex("47410010" + "000001e000008080" + "05" + "2100377741");
        return Arrays.copyOf(head, length);
    }

    private void text(String key, String text) {
        objects.put(key, text.getBytes(StandardCharsets.UTF_8), new ObjectMeta("text/plain", null, null));
    }
}
