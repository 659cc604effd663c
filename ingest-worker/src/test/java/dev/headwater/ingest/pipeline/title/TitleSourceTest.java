package dev.headwater.ingest.pipeline.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.TitleTask;
import dev.headwater.ingest.pipeline.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitleSourceTest {
    private static final byte[] FILM = new byte[1_000_000];

    @TempDir
    private Path folder;

    private final AtomicReference<@Nullable String> tag = new AtomicReference<>("\"one\"");
    private final AtomicInteger status = new AtomicInteger(200);
    private final WebServer server = new WebServer();
    private final Recorded report = new Recorded();

    @BeforeEach
    void serve() {
        server.on("/film", exchange -> {
            if (tag.get() != null) {
                exchange.getResponseHeaders().set("ETag", tag.get());
            }
            boolean fine = status.get() == 200;
            exchange.sendResponseHeaders(status.get(), fine ? FILM.length : -1);
            if (fine) {
                exchange.getResponseBody().write(FILM);
            }
        });
    }

    @AfterEach
    void close() {
        server.close();
    }

    private TitleSource get() throws IOException {
        Source source = new Source(server.url("/film"), true);
        return TitleSource.get(
                new Job.Title(source, Ladder.TINY, 1000, folder.toString(), 1, 4000, TitleTask.BEGIN), report);
    }

    private int fetched() {
        return (int) report.states.stream().filter("fetching the file"::equals).count();
    }

    @Test
    void whatIsTheSameOnTheServerIsNotFetchedAgain() throws IOException {
        TitleSource first = get();
        TitleSource second = get();
        assertThat(fetched()).isEqualTo(1);
        assertThat(second).isEqualTo(first);
        assertThat(second.path()).hasSize(FILM.length);

        tag.set("\"two\"");
        assertThat(get().fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(fetched()).isEqualTo(2);
    }

    @Test
    void whatBrokeOffIsFetchedAgain() throws IOException {
        get();
        Files.delete(folder.resolve(TitleSource.VERSION)); // it is written when all of the file is there
        get();
        assertThat(fetched()).isEqualTo(2);
    }

    @Test
    void whatAServerSaysNothingOfMayBeAnotherFileEachTime() throws IOException {
        tag.set(null);
        TitleSource first = get();
        assertThat(get().fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(fetched()).isEqualTo(2);
    }

    @Test
    void whileAServerIsAwayWhatCameFromItIsGood() throws IOException {
        TitleSource first = get();
        status.set(503);
        assertThat(get()).isEqualTo(first);
        assertThat(fetched()).isEqualTo(1);
    }

    @Test
    void nothingTheSourceKeepsSecretIsInAFile() throws IOException {
        get();
        assertThat(Files.readString(folder.resolve(TitleSource.VERSION))).isEqualTo("1000000 \"one\" null");
    }
}
