package dev.headwater.core.playback;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.archive.Format;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.archive.Span;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Rendition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A channel that keeps what it sends, and segments of an hour ago. */
abstract class PastFixture extends PlaybackFixture {
    static final Format LADDER = new Format(
            2,
            List.of(
                    new Rendition("720p", "avc1.4d401f,mp4a.40.2", 1280, 720, 25, 2_000_000, 1_800_000),
                    new Rendition("360p", "avc1.4d401e,mp4a.40.2", 640, 360, 25, 500_000, 400_000)));
    static final Format COPIED = new Format(
            5, List.of(new Rendition("source", "avc1.4d401f,mp4a.40.2", 1280, 720, 25, 2_500_000, 2_000_000)));
    static final Viewer LOOKING = new Viewer(TV, null, false);
    static final Viewer PHONE = new Viewer(new ClientIdentity("192.0.2.2", "Phone"), null, true);

    Instant then = Instant.EPOCH;
    int number;
    long bytes = 188L * 100;

    @BeforeEach
    void anHourAgo() {
        keepFor(1);
        then = clock.instant().minus(Duration.ofHours(1));
    }

    void keepFor(int days) {
        Channel was = channels.find(CHANNEL).orElseThrow();
        channels.save(
                new Channel(CHANNEL, was.listed(), 0, was.sources(), "small", null, days, false, Channel.Run.ALWAYS));
        clock.advance(Duration.ofSeconds(1));
    }

    List<String> record(Instant from, int count, Format format) {
        return record(from, count, format, null);
    }

    List<String> record(Instant from, int count, Format format, @Nullable String head) {
        List<Recorded> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant start = from.plusSeconds(2L * i);
            String name = SegmentName.of(start, 1, number, number).toString();
            segments.add(new Recorded(
                    new Segment(name, 2000, start, false, null, head),
                    format,
                    format.names().stream().map(rendition -> bytes).toList()));
            number++;
        }
        archive.tape(CHANNEL, 1).append(segments);
        String extension = head == null ? ".ts" : ".m4s";
        return segments.stream().map(one -> one.segment().name() + extension).toList();
    }

    Answer enter(Span span) {
        return playback.enter(ADA, CHANNEL, span, WATCHING, "/tv");
    }

    StreamAnswer.Replays replays(Span span) {
        return (StreamAnswer.Replays) playback.past(ADA, CHANNEL, span, WATCHING);
    }

    String media(Answer entry) {
        String[] parts = uris(text(entry)).getFirst().split("/", -1);
        return text(playback.playlist(parts[3], parts[4], WATCHING));
    }
}
