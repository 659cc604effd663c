package dev.headwater.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Source;
import dev.headwater.core.media.Track;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A live HLS source with subtitles beside its pictures, cut as they are: of each two seconds there is one line. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HlsSubtitlesChildTest {
    private static final int SEGMENTS = 24;
    private static final int LISTED = 10;
    private static final long SECOND = 90_000;
    private static final Pattern MAP = Pattern.compile("MPEGTS:(\\d+),");
    private static final Pattern CUE =
            Pattern.compile("(\\d\\d):(\\d\\d):(\\d\\d)\\.(\\d{3}) --> [0-9:.]+\nLine (\\d+) &amp; more");

    private static List<byte[]> segments = List.of();
    private static long firstPicture;

    private final WebServer server = new WebServer();
    /** When a list was asked for first, which a child on a slow machine gets to late. */
    private final AtomicLong started = new AtomicLong();

    @BeforeAll
    static void makeClip() throws IOException {
        segments = Clips.segments(SEGMENTS * 2000L).stream()
                .map(Frame.Segment::bytes)
                .toList();
        firstPicture = new Transport(segments.getFirst()).pictureTimes().getFirst();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void serve(String subtitles) {
        String master = """
                #EXTM3U
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="Deutsch",LANGUAGE="de",DEFAULT=YES,URI="%s"
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="Forced",LANGUAGE="de",FORCED=YES,URI="never.m3u8"
                #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="other",NAME="English",LANGUAGE="en",URI="never.m3u8"
                #EXT-X-STREAM-INF:BANDWIDTH=900000,SUBTITLES="s"
                pictures.m3u8
                """.formatted(subtitles);
        server.on("/live/master.m3u8", master.getBytes(StandardCharsets.UTF_8));
        server.on("/live/pictures.m3u8", exchange -> WebServer.answer(exchange, list("segment")));
        server.on("/live/texts.m3u8", exchange -> WebServer.answer(exchange, list("text")));
        server.on(
                "/live/segment",
                exchange -> WebServer.answer(
                        exchange, segments.get(number(exchange.getRequestURI().getQuery()))));
        server.on(
                "/live/text",
                exchange -> WebServer.answer(
                        exchange,
                        text(number(exchange.getRequestURI().getQuery())).getBytes(StandardCharsets.UTF_8)));
    }

    private static int number(String query) {
        return Integer.parseInt(query);
    }

    /** Of a live stream that goes on by the clock. */
    private byte[] list(String name) {
        long now = System.nanoTime();
        started.compareAndSet(0, now);
        long first = Math.min(SEGMENTS - LISTED, TimeUnit.NANOSECONDS.toSeconds(now - started.get()) / 2);
        StringBuilder list = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n");
        list.append("#EXT-X-MEDIA-SEQUENCE:").append(first).append('\n');
        for (long i = first; i < first + LISTED; i++) {
            list.append("#EXTINF:2,\n").append(name).append('?').append(i).append('\n');
        }
        return list.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Half a second into its pictures, on a clock that has gone for ten minutes when theirs begins. */
    private static String text(int n) {
        return """
                WEBVTT
                X-TIMESTAMP-MAP=LOCAL:00:10:00.000,MPEGTS:%1$d

                NOTE nothing

                %2$d
                10:%3$02d.500 --> 00:10:%4$02d.500 align:start
                <b>Line %2$d</b> &amp; more
                """.formatted(firstPicture, n, 2 * n, 2 * n + 1);
    }

    private RealChild child(@Nullable Ladder ladder) throws IOException {
        return new RealChild(Job.live(new Source(server.url("/live/master.m3u8"), true), ladder));
    }

    private static void awaitTexts(RealChild child, int count) throws IOException {
        int[] left = {count};
        assertThat(child.readUntil(frame -> frame instanceof Frame.Segment segment
                        && segment.rendition().equals("text1")
                        && --left[0] == 0))
                .as(child.story())
                .isPresent();
    }

    @Test
    void copiedEachLineStandsWhereItsPicturesAre() throws IOException {
        serve("texts.m3u8");
        try (RealChild child = child(null)) {
            awaitTexts(child, 6);
            assertThat(child.opened().renditions()).extracting(Rendition::name).containsExactly("source", "text1");
            assertThat(child.opened().renditions().getLast().track())
                    .isEqualTo(new Track(Track.Kind.SUBTITLES, "de", "Deutsch", true));
            assertInPlace(child, "source");
            assertThat(server.asked()).noneMatch(path -> path.contains("never"));
        }
    }

    @Test
    void encodedToo() throws IOException {
        serve("texts.m3u8");
        try (RealChild child = child(Ladder.TINY)) {
            awaitTexts(child, 6);
            assertInPlace(child, "360p");
        }
    }

    /** The first may be cut before their lines were read, where a machine is slow; what follows has each its own, at its place. */
    private static void assertInPlace(RealChild child, String pictures) {
        List<Integer> lines = new ArrayList<>();
        List<Frame.Segment> texts = child.segments("text1");
        for (int i = 0; i < texts.size(); i++) {
            String text = new String(texts.get(i).bytes(), StandardCharsets.UTF_8);
            Matcher map = MAP.matcher(text);
            assertThat(map.find()).isTrue();
            long begins = new Transport(child.segments(pictures).get(i).bytes())
                    .pictureTimes()
                    .getFirst();
            Matcher cue = CUE.matcher(text);
            boolean inPlace = false;
            while (cue.find() && !inPlace) {
                long millis = (Long.parseLong(cue.group(1)) * 60 + Long.parseLong(cue.group(2))) * 60_000
                        + Long.parseLong(cue.group(3)) * 1000
                        + Long.parseLong(cue.group(4));
                long at = Long.parseLong(map.group(1)) + millis * 90 - begins;
                inPlace = Math.abs(at - SECOND / 2) <= 90 * 42; // a picture, where they are encoded anew
                if (inPlace) {
                    lines.add(Integer.parseInt(cue.group(5)));
                }
            }
            assertThat(inPlace || lines.isEmpty())
                    .as("%d: %s\n%s", i, begins, text)
                    .isTrue();
        }
        assertThat(lines).hasSizeGreaterThanOrEqualTo(3);
        for (int i = 1; i < lines.size(); i++) {
            assertThat(lines.get(i)).isEqualTo(lines.get(i - 1) + 1);
        }
    }

    @Test
    void subtitlesThatCanNotBeHadHoldNothingUp() throws IOException {
        serve("http://169.254.169.254/texts.m3u8");
        try (RealChild child = child(null)) {
            awaitTexts(child, 2);
            assertThat(child.segments("source")).isNotEmpty();
            assertThat(child.segments("text1"))
                    .allSatisfy(segment -> assertThat(new String(segment.bytes(), StandardCharsets.UTF_8))
                            .startsWith("WEBVTT\n")
                            .doesNotContain("-->"));
        }
    }
}
