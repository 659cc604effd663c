package dev.headwater.ingest.supervisor.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.fetch.WebServer;
import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.vod.Asset;
import dev.headwater.core.vod.Assets;
import dev.headwater.ingest.supervisor.channel.Rig;
import dev.headwater.ingest.supervisor.children.Await;
import dev.headwater.ingest.supervisor.children.ChildCommand;
import dev.headwater.ingest.supervisor.children.ClipMaker;
import dev.headwater.ingest.supervisor.children.MediaProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealTitlesTest {
    private static final List<String> COMMAND =
            ChildCommand.java(Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));

    @TempDir
    private Path folder;

    private final Rig rig = new Rig();
    private final InMemoryTableStore table = new InMemoryTableStore();
    private final Movies movies = new Movies(table);
    private final Assets assets = new Assets(table, rig.clock);

    private VodWorker worker() {
        return new VodWorker(
                VodConfig.of("a", COMMAND, folder.resolve("work")),
                new Catalog(new Channels(table), movies, new SeriesShelf(table)),
                Withheld.NOTHING,
                assets,
                rig.leases,
                rig.objects,
                rig.keys,
                rig.restoring,
                rig.clock,
                new Random(4));
    }

    private void film(int id, Source source) {
        movies.save(new Movie(id, Listed.plain("Film", 1, rig.clock.instant()), Details.NONE, source));
        assets.want(id);
    }

    private Asset awaitEnd(int id) {
        Await.until(
                "title " + id + " comes to an end",
                Duration.ofSeconds(60),
                () -> assets.find(id).filter(asset -> !asset.unfinished()).isPresent());
        return assets.find(id).orElseThrow();
    }

    private byte[] clip() throws IOException {
        Path clip = folder.resolve("clip.ts");
        new ClipMaker(COMMAND)
                .make(clip, new Source("testcard:"), Ladder.TINY, Duration.ofSeconds(4), (made, length) -> {});
        return Files.readAllBytes(clip);
    }

    /** Breaks off in the middle the first time, and takes no ranges. */
    @Test
    void aFilmIsPulledFromAServerThatStumbles() throws IOException {
        byte[] clip = clip();
        AtomicBoolean stumbled = new AtomicBoolean();
        try (WebServer server = new WebServer();
                VodWorker worker = worker()) {
            server.on("/film.mp4", exchange -> {
                exchange.sendResponseHeaders(200, clip.length);
                boolean first = stumbled.compareAndSet(false, true);
                exchange.getResponseBody().write(first ? Arrays.copyOf(clip, clip.length / 3) : clip);
            });
            film(7, new Source(server.url("/film.mp4"), true));
            worker.start();

            Asset asset = awaitEnd(7);
            assertThat(asset.error()).isNull();
            Asset.Packaged made = asset.packaged();
            assertThat(made).isNotNull();
            assertThat(made.durationMillis()).isBetween(3960L, 4200L);
            assertThat(rig.objects.get(SegmentKeys.file(7, made.file()), ByteRange.ALL))
                    .hasValueSatisfying(blob -> assertThat((long) blob.readAll().length)
                            .isEqualTo(made.fileBytes())
                            .isGreaterThan(10_000));
            assertThat(server.asked()).hasSize(2);
        }
    }

    @Test
    void whatCanNotBeHadSaysWhy() {
        try (WebServer server = new WebServer();
                VodWorker worker = worker()) {
            server.on("/list", "#EXTM3U\n#EXTINF:2,\na.ts\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            server.on("/gone", exchange -> exchange.sendResponseHeaders(404, -1));
            film(1, new Source(server.url("/gone"), true));
            film(2, new Source(server.url("/list"), true));
            film(3, new Source(server.url("/list")));
            film(4, new Source("file:/no/such/film.mkv"));
            film(5, new Source("udp://@:5000"));
            worker.start();

            assertThat(awaitEnd(1).error()).isEqualTo("the source answered 404");
            assertThat(awaitEnd(2).error()).isEqualTo("the source is a playlist: a film is made from a file");
            assertThat(awaitEnd(3).error()).contains("--allow-private");
            assertThat(awaitEnd(4).error()).isEqualTo("the file /no/such/film.mkv does not exist");
            assertThat(awaitEnd(5).error()).isEqualTo("a film is made from a file: or http(s): source");
        }
    }

    @Test
    void aProbeRefusesWhatIsNoFilm() throws IOException {
        clip();
        MediaProbe probe = new MediaProbe(COMMAND);
        assertThat(probe.probe(new Source("file:" + folder.resolve("clip.ts"))))
                .isInstanceOfSatisfying(MediaProbe.Media.class, media -> {
                    assertThat(media.length()).isBetween(Duration.ofMillis(3900), Duration.ofMillis(4300));
                    assertThat(media.video()).isEqualTo("h264");
                    assertThat(media.height()).isEqualTo(360);
                });
        assertThat(probe.probe(new Source("file:/no/such/film.mkv")))
                .isEqualTo(new MediaProbe.Refused("the file /no/such/film.mkv does not exist"));
    }
}
