package dev.headwater.core.hls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.headwater.core.media.Rendition;
import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveWindowTest {
    private static final Instant T0 = Instant.parse("2026-11-20T13:59:50Z");
    private static final List<Rendition> RENDITIONS =
            List.of(new Rendition("720p", "avc1.4d401f,mp4a.40.2", 1280, 720, 25, 2_000_000, 1_900_000));

    /** What happens to a channel. */
    enum Event {
        SEGMENT,
        CHILD_RESTART,
        WORKER_RESTART,
        LONG_PAUSE
    }

    @Test
    void whatIsCalledOnAirAndShowsNothingNewHasFailedAndThenNobodyMakesIt() {
        LiveWindow onAir = LiveWindow.empty(1, 1, 2, T0).inState(ChannelState.ON_AIR, null, T0);
        assertThat(onAir.stateAt(T0.plusSeconds(30))).contains(ChannelState.ON_AIR);
        assertThat(onAir.stateAt(T0.plusSeconds(31))).contains(ChannelState.FAILED);
        assertThat(onAir.stateAt(T0.plusSeconds(180))).isEmpty();
        LiveWindow off = onAir.inState(ChannelState.OFF, null, T0);
        assertThat(off.stateAt(T0.plusSeconds(29))).contains(ChannelState.OFF);
        assertThat(off.stateAt(T0.plusSeconds(30))).isEmpty();
    }

    @Test
    void itsStateIsThatOfTheSourceItsSegmentsComeFrom() {
        LiveWindow window = LiveWindow.empty(1, 1, 2, T0).append(segment(0), 6, T0);
        assertThat(window.state()).as("of a worker that does not say").isEqualTo(ChannelState.ON_AIR);
        window = window.withIngest(status(1)).append(segment(1), 6, T0);
        assertThat(window.state()).isEqualTo(ChannelState.ON_BACKUP);
        assertThat(window.error()).isEqualTo("the source ended");
        window = window.withIngest(status(null)).append(segment(2), 6, T0);
        assertThat(window.state()).isEqualTo(ChannelState.SLATE);
        assertThat(window.stateAt(T0.plusSeconds(31))).contains(ChannelState.FAILED);
        window = window.withIngest(status(0)).append(segment(3), 6, T0);
        assertThat(window.state()).isEqualTo(ChannelState.ON_AIR);
        assertThat(window.error()).isNull();
        assertThat(window.takenOver(2, T0).ingest()).isEqualTo(status(0));
    }

    private static Segment segment(int n) {
        return new Segment(SegmentName.of(T0, 1, n, n).toString(), 2000, T0.plusSeconds(2L * n), false);
    }

    private static IngestStatus status(@Nullable Integer source) {
        return new IngestStatus(source, source == null ? null : "file:/a", T0, "the source ended", T0, 0, 0, null);
    }

    @Property(tries = 300)
    void sequencesNeverStepBackAndEachSegmentKeepsItsNumber(@ForAll("events") List<Event> events) throws Exception {
        LiveWindow window = LiveWindow.empty(1, 1, 2, T0);
        Map<String, Long> numbers = new HashMap<>();
        Map<String, Long> discontinuities = new HashMap<>();
        Instant now = T0;
        long fence = 1;
        boolean discontinuity = false;
        MediaPlaylist before = parse(window);
        for (Event event : events) {
            switch (event) {
                case SEGMENT -> {
                    SegmentName name = SegmentName.of(now, fence, window.nextSequence(), now.toEpochMilli());
                    window = window.withRenditions(RENDITIONS, now)
                            .append(new Segment(name.toString(), 2000, now, discontinuity), 6, now);
                    now = now.plusSeconds(2);
                    discontinuity = false;
                }
                case CHILD_RESTART -> discontinuity = true;
                case WORKER_RESTART -> {
                    window = window.takenOver(++fence, now);
                    discontinuity = true;
                }
                case LONG_PAUSE -> now = now.plus(Duration.ofMinutes(10));
            }
            MediaPlaylist after = parse(window);
            assertThat(after.mediaSequence()).isGreaterThanOrEqualTo(before.mediaSequence());
            assertThat(after.discontinuitySequence()).isGreaterThanOrEqualTo(before.discontinuitySequence());
            long number = after.mediaSequence();
            long group = after.discontinuitySequence();
            for (var segment : after.mediaSegments()) {
                group += segment.discontinuity() ? 1 : 0;
                assertThat(numbers.computeIfAbsent(
                                segment.uri(),
                                u -> after.mediaSequence()
                                        + after.mediaSegments().indexOf(segment)))
                        .isEqualTo(number);
                long g = group;
                assertThat(discontinuities.computeIfAbsent(segment.uri(), u -> g))
                        .isEqualTo(group);
                assertThat(Math.round(segment.duration())).isLessThanOrEqualTo(after.targetDuration());
                number++;
            }
            before = after;
        }
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Arbitraries.frequency(
                        net.jqwik.api.Tuple.of(10, Event.SEGMENT),
                        net.jqwik.api.Tuple.of(2, Event.CHILD_RESTART),
                        net.jqwik.api.Tuple.of(1, Event.WORKER_RESTART),
                        net.jqwik.api.Tuple.of(1, Event.LONG_PAUSE))
                .list()
                .ofMaxSize(80);
    }

    @Test
    void theMediaPlaylistIsWhatTheRfcSpells() {
        LiveWindow window = LiveWindow.empty(1, 4, 2, T0)
                .withRenditions(RENDITIONS, T0)
                .append(new Segment("2026112013-4-0-00000000000000ff", 2000, T0, false), 6, T0)
                .append(new Segment("2026112013-4-1-0000000000000100", 1960, T0.plusSeconds(2), true), 6, T0);
        assertThat(Playlists.media(window)).isEqualTo("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-TARGETDURATION:2
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-DISCONTINUITY-SEQUENCE:0
                #EXT-X-PROGRAM-DATE-TIME:2026-11-20T13:59:50.000Z
                #EXTINF:2.000,
                2026112013-4-0-00000000000000ff.ts
                #EXT-X-DISCONTINUITY
                #EXT-X-PROGRAM-DATE-TIME:2026-11-20T13:59:52.000Z
                #EXTINF:1.960,
                2026112013-4-1-0000000000000100.ts
                """);
    }

    @Test
    void theMultivariantPlaylistParsesStrictly() {
        String text = Playlists.multivariant(RENDITIONS, "/play/t/");
        assertThatCode(() -> new io.lindstrom.m3u8.parser.MasterPlaylistParser(ParsingMode.STRICT).readPlaylist(text))
                .doesNotThrowAnyException();
        assertThat(text).contains("/play/t/720p/index.m3u8").contains("RESOLUTION=1280x720");
    }

    @Test
    void aStaleWindowIsNotTakenOverButCountedOn() {
        LiveWindow window = LiveWindow.empty(1, 1, 2, T0)
                .withRenditions(RENDITIONS, T0)
                .append(new Segment("2026112013-1-0-00000000000000ff", 2000, T0, false), 6, T0);
        LiveWindow later = window.takenOver(2, T0.plusSeconds(300));
        assertThat(later.segments()).isEmpty();
        assertThat(later.nextSequence()).isEqualTo(1);
        assertThat(later.isPlayable(T0.plusSeconds(300))).isFalse();
    }

    @Test
    void namesAreReadBackAndOthersRefused() {
        SegmentName name = SegmentName.of(T0, 3, 12, -1);
        assertThat(name).hasToString("2026112013-3-12-ffffffffffffffff");
        assertThat(SegmentName.parse(name.toString())).contains(name);
        assertThat(SegmentKeys.segment(5, "360p", name)).isEqualTo("hls/5/360p/2026112013/" + name + ".ts");
        assertThat(SegmentName.parse("../../secrets")).isEmpty();
        assertThat(SegmentName.parse("2026112013-3-12-FFFFFFFFFFFFFFFF")).isEmpty();
    }

    private static MediaPlaylist parse(LiveWindow window) throws Exception {
        return new MediaPlaylistParser(ParsingMode.STRICT).readPlaylist(Playlists.media(window));
    }
}
