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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
        HttpLimits limits = new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(10));
        AddressGuard guard = new AddressGuard(InetAddress::getAllByName, allowPrivate);
        HttpFetcher fetcher = new HttpFetcher(server.url("/master"), guard, limits);
        return new SubtitleReader(fetcher, limits, URI.create(server.url(path)), said::add);
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
}
