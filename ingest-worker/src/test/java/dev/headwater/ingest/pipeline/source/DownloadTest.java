package dev.headwater.ingest.pipeline.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final byte[] FILM = new byte[1_000_000];

    @TempDir
    private Path folder;

    private final WebServer server = new WebServer();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicLong came = new AtomicLong();
    private final List<String> ifRanges = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        over.countDown();
        server.close();
    }

    private Path fetch(DownloadLimits limits) throws IOException {
        Path target = folder.resolve("film");
        Download.fetch(new Source(server.url("/film"), true), target, limits, came::set);
        return target;
    }

    /** Sends the next bytes only while somebody takes them, without end. */
    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        while (true) {
            exchange.getResponseBody().write(new byte[8192]);
            exchange.getResponseBody().flush();
        }
    }

    @Test
    void itSaysHowFarItIs() throws IOException {
        server.on("/film", FILM);
        assertThat(fetch(new DownloadLimits(Duration.ofHours(1), Duration.ofHours(1), 1, 0)))
                .hasSize(FILM.length);
        assertThat(came).hasValue(FILM.length);
    }

    @Test
    void oneWithoutEndIsGivenUp() {
        server.on("/film", DownloadTest::drip);
        assertThatThrownBy(() -> fetch(new DownloadLimits(Duration.ofMillis(300), Duration.ofHours(1), 1, 0)))
                .isInstanceOf(PipelineException.class)
                .hasMessage("it did not come within 0 hours");
    }

    @Test
    void oneThatComesTooSlowlyIsGivenUp() {
        server.on("/film", DownloadTest::drip);
        assertThatThrownBy(() ->
                        fetch(new DownloadLimits(Duration.ofHours(1), Duration.ofSeconds(1), Long.MAX_VALUE / 100, 0)))
                .isInstanceOf(PipelineException.class)
                .hasMessageStartingWith("it comes too slowly: ");
    }

    @Test
    void theDiskIsNotFilled() {
        server.on("/film", FILM);
        assertThatThrownBy(() -> fetch(new DownloadLimits(Duration.ofHours(1), Duration.ofHours(1), 1, 1L << 60)))
                .isInstanceOf(PipelineException.class)
                .hasMessageStartingWith("the disk is almost full");
        assertThat(folder.resolve("film")).isEmptyFile();
    }

    /** Breaks off in the middle of the old file; who comes back finds the new one, told by this header. */
    private void replaceWhileItIsFetched(String header, String before, String after, boolean heedsIfRange) {
        byte[] old = new byte[FILM.length];
        Arrays.fill(old, (byte) 1);
        AtomicInteger asked = new AtomicInteger();
        server.on("/film", exchange -> {
            boolean isFirst = asked.getAndIncrement() == 0;
            exchange.getResponseHeaders().add(header, isFirst ? before : after);
            String range = exchange.getRequestHeaders().getFirst("Range");
            String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
            if (isFirst) {
                exchange.sendResponseHeaders(200, old.length);
                exchange.getResponseBody().write(old, 0, old.length / 2);
            } else if (range == null || (heedsIfRange && !after.equals(ifRange))) {
                ifRanges.add(String.valueOf(ifRange));
                WebServer.answer(exchange, FILM);
            } else {
                int from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + from + "-" + (FILM.length - 1) + "/" + FILM.length);
                exchange.sendResponseHeaders(206, FILM.length - from);
                exchange.getResponseBody().write(FILM, from, FILM.length - from);
            }
        });
    }

    @Test
    void aFileThatWasReplacedMeanwhileIsFetchedFromItsBeginning() throws IOException {
        replaceWhileItIsFetched("ETag", "\"a\"", "\"b\"", true);
        assertThat(fetch(DownloadLimits.DEFAULT)).hasBinaryContent(FILM);
        assertThat(ifRanges).containsExactly("\"a\"");
    }

    @Test
    void alsoWhereOnlyItsDateTells() throws IOException {
        String before = "Sat, 01 Nov 2025 10:00:00 GMT";
        replaceWhileItIsFetched("Last-Modified", before, "Sun, 02 Nov 2025 10:00:00 GMT", true);
        assertThat(fetch(DownloadLimits.DEFAULT)).hasBinaryContent(FILM);
        assertThat(ifRanges).containsExactly(before);
    }

    @Test
    void alsoFromAServerThatDoesNotKnowIfRange() throws IOException {
        replaceWhileItIsFetched("ETag", "\"a\"", "\"b\"", false);
        assertThat(fetch(DownloadLimits.DEFAULT)).hasBinaryContent(FILM);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void oneThatIsAnotherEachTimeIsGivenUp() {
        AtomicInteger asked = new AtomicInteger();
        server.on("/film", exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"" + asked.getAndIncrement() + "\"");
            exchange.sendResponseHeaders(200, FILM.length);
            exchange.getResponseBody().write(FILM, 0, FILM.length / 2);
        });
        assertThatThrownBy(() -> fetch(DownloadLimits.DEFAULT))
                .isInstanceOf(PipelineException.class)
                .hasMessage("the file on the server changes while it is fetched");
    }

    @Test
    void partsOfWhatWasNotAskedForAreNotPutTogether() {
        server.on("/film", exchange -> {
            if (exchange.getRequestHeaders().getFirst("Range") == null) {
                exchange.sendResponseHeaders(200, FILM.length);
                exchange.getResponseBody().write(Arrays.copyOf(FILM, FILM.length / 2));
            } else {
                exchange.getResponseHeaders().add("Content-Range", "bytes 7-999999/1000000");
                exchange.sendResponseHeaders(206, FILM.length - 7);
                exchange.getResponseBody().write(Arrays.copyOf(FILM, FILM.length - 7));
            }
        });
        assertThatThrownBy(() -> fetch(DownloadLimits.DEFAULT))
                .isInstanceOf(FetchException.class)
                .hasMessage("the source sent another part than it was asked for");
    }
}
