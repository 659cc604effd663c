package dev.headwater.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.HttpFetcher;
import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.fetch.WebServer;
import dev.headwater.ingest.supervisor.children.Await;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubtitleReaderTest {
    private static final long SECOND = 90_000;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final WebServer server = new WebServer();
    private final List<String> said = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private SubtitleReader reader(String path, boolean allowPrivate) throws FetchException {
        return reader(path, allowPrivate, LONG);
    }

    private SubtitleReader reader(String path, boolean allowPrivate, Duration whole) throws FetchException {
        HttpLimits limits = new HttpLimits(Duration.ofSeconds(5), LONG);
        AddressGuard guard = new AddressGuard(InetAddress::getAllByName, allowPrivate);
        HttpFetcher fetcher = new HttpFetcher(server.url("/master"), guard, limits);
        return new SubtitleReader(fetcher, limits, URI.create(server.url(path)), said::add, whole);
    }

    private void serve(String path, String text) {
        server.on(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Files of ten seconds, with a line in the middle of each, and one that goes on from the first into the second. */
    private void serveFilm() {
        serve("/list", """
                #EXTM3U
                #EXT-X-TARGETDURATION:10
                #EXTINF:10,
                a.vtt
                #EXTINF:10,
                b.vtt
                #EXTINF:10,
                c.vtt
                #EXT-X-ENDLIST
                """);
        String over = "00:09.000 --> 00:11.000\nOver\n\n";
        serve("/a.vtt", "WEBVTT\n\n00:05.000 --> 00:06.000\nFirst\n\n" + over);
        serve("/b.vtt", "WEBVTT\n\n" + over + "00:15.000 --> 00:16.000\nSecond\n");
        serve("/c.vtt", "WEBVTT\n\n00:25.000 --> 00:26.000\nThird\n");
    }

    @Test
    void eachTextIsPassedOnOnceAndTenSecondsAheadOfItsPictureAtMost() throws Exception {
        serveFilm();
        try (SubtitleReader reader = reader("/list", true)) {
            List<TimedText> passed = new ArrayList<>();
            Await.until("the last file is asked for", LONG, () -> server.asked().contains("/c.vtt"));
            Await.until("what is near is passed on", LONG, () -> {
                passed.addAll(reader.due(0));
                return passed.size() == 2;
            });
            assertThat(passed).extracting(TimedText::text).containsExactly("First", "Over");
            assertThat(reader.due(SECOND)).isEmpty();
            assertThat(reader.due(6 * SECOND)).extracting(TimedText::text).containsExactly("Second");
            passed.clear();
            Await.until("the last one is passed on", LONG, () -> {
                passed.addAll(reader.due(16 * SECOND));
                return !passed.isEmpty();
            });
            assertThat(passed).containsExactly(new TimedText(25 * SECOND, SECOND, "Third"));
        }
        assertThat(said).isEmpty();
    }

    @Test
    void anAddressThatIsNotForUsIsNeverAsked() throws Exception {
        serveFilm();
        try (SubtitleReader reader = reader("/list", false)) {
            Await.until("it is said", LONG, () -> !said.isEmpty());
            assertThat(said).singleElement().asString().contains("--allow-private");
            assertThat(reader.due(0)).isEmpty();
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void whatIsNoneIsToldAndLeftOut() throws Exception {
        serve("/list", "#EXTM3U\n#EXTINF:1,\npage\n#EXTINF:1,\ngone\n#EXTINF:1,\na.vtt\n#EXT-X-ENDLIST\n");
        serve("/page", "<html>");
        serve("/a.vtt", "WEBVTT\n\n00:05.000 --> 00:06.000\nBehind it\n");
        try (SubtitleReader reader = reader("/list", true)) {
            List<TimedText> passed = new ArrayList<>();
            Await.until("what stands behind it is read", LONG, () -> {
                passed.addAll(reader.due(0));
                return !passed.isEmpty();
            });
            assertThat(passed).extracting(TimedText::text).containsExactly("Behind it");
        }
        assertThat(said).containsExactly("what comes is no WebVTT");
    }

    private static SegmentList live(long first, int count) {
        return new SegmentList(first, Collections.nCopies(count, URI.create("http://a.example/a.vtt")), 2, false);
    }

    @Test
    void onlyAListFarBehindIsOfWhoBeganAnew() {
        assertThat(SubtitleReader.next(-1, live(1_000, 3_600))).isEqualTo(4_592);
        assertThat(SubtitleReader.next(4_600, live(1_001, 3_600))).isEqualTo(4_600);
        assertThat(SubtitleReader.next(4_600, live(999, 3_600)))
                .as("of a server that is one behind")
                .isEqualTo(4_600);
        assertThat(SubtitleReader.next(4_600, live(992, 3_600)))
                .as("eight behind")
                .isEqualTo(4_600);
        assertThat(SubtitleReader.next(4_600, live(0, 20))).as("anew").isEqualTo(12);
        assertThat(SubtitleReader.next(4_600, live(0, 3))).as("just begun").isZero();
        assertThat(SubtitleReader.next(4_600, live(5_000, 10)))
                .as("what is gone")
                .isEqualTo(5_000);
        SegmentList film = new SegmentList(5, live(0, 20).segments(), 2, true);
        assertThat(SubtitleReader.next(-1, film)).isEqualTo(5);
    }

    /** So many lines of hours after the picture, which are never due. */
    private static String farAhead(int first, int count) {
        StringBuilder text = new StringBuilder("WEBVTT\n\n");
        for (int n = first; n < first + count; n++) {
            text.append("05:%02d:%02d.000 --> 05:59:59.000\nFar %d\n\n".formatted(n / 60, n % 60, n));
        }
        return text.toString();
    }

    @Test
    void liveTextsOnAnotherClockDoNotKeepLaterOnesOut() throws Exception {
        serve("/list", "#EXTM3U\n#EXTINF:1,\na.vtt\n#EXTINF:1,\nb.vtt\n#EXTINF:1,\nc.vtt\n");
        serve("/a.vtt", farAhead(0, 180));
        serve("/b.vtt", farAhead(180, 180));
        serve("/c.vtt", "WEBVTT\n\n00:05.000 --> 00:06.000\nNow\n");
        try (SubtitleReader reader = reader("/list", true)) {
            assertThat(awaitDue(reader)).extracting(TimedText::text).containsExactly("Now");
        }
    }

    private static List<TimedText> awaitDue(SubtitleReader reader) {
        List<TimedText> passed = new ArrayList<>();
        Await.until("something is passed on", LONG, () -> {
            passed.addAll(reader.due(0));
            return !passed.isEmpty();
        });
        return passed;
    }

    @Test
    void aSegmentThatNeverComesIsGivenUp() throws Exception {
        serve("/list", "#EXTM3U\n#EXTINF:1,\nbroken\n#EXTINF:1,\na.vtt\n#EXT-X-ENDLIST\n");
        server.on("/broken", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            WebServer.answer(exchange, new byte[100]);
        });
        serve("/a.vtt", "WEBVTT\n\n00:05.000 --> 00:06.000\nBehind it\n");
        try (SubtitleReader reader = reader("/list", true)) {
            assertThat(awaitDue(reader)).extracting(TimedText::text).containsExactly("Behind it");
        }
        assertThat(server.asked()).filteredOn("/broken"::equals).hasSize(3);
    }

    @Test
    void aServerThatSendsAByteNowAndThenIsNotWaitedFor() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        server.on("/list", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('#');
            exchange.getResponseBody().flush();
            awaitEnd(over);
        });
        try (SubtitleReader reader = reader("/list", true, Duration.ofMillis(500))) {
            Await.until("it is given up", LONG, () -> !said.isEmpty());
            assertThat(said).containsExactly("a file of them takes too long to come");
            assertThat(reader.due(0)).isEmpty();
        } finally {
            over.countDown();
        }
    }

    private static void awaitEnd(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
